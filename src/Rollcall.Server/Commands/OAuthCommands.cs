using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall oauth ...</c></summary>
internal static class OAuthCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "oauth",
        "Create, list and remove the OAuth clients of a SCIM directory, and exchange their secrets.",
        CreateOne(frame),
        List(frame),
        AddSecret(frame),
        OAuthTrustCommands.Trust(frame),
        Revoke(frame),
        Remove(frame));

    private static Command CreateOne(Frame frame)
    {
        var label = Frame.Option<string?>("--label", "What people call it (oauth).", "label");
        var minutes = Frame.Number("--token-minutes", "For how long an access token is accepted, 60 to 360 (60).", "minutes");
        var noSecret = Frame.Option<bool>("--no-secret", "Make none: the client will show assertions of an issuer ('rollcall oauth trust').");
        var days = Days();
        return frame.InDirectory(
            "create",
            "Create an OAuth client with its first secret, shown this once. The identity provider exchanges it for access tokens (client credentials, RFC 6749).",
            "rollcall oauth create --account acme --directory 'Entra ID'\nrollcall oauth create --account acme --token-minutes 120 --json",
            (ask, directory) => IssuedAsync(ask, ask.Api.PostAsync(
                $"{directory}/oauth-clients",
                new OAuthClientWish(ask.Parsed.GetValue(label) ?? "oauth", ask.Parsed.GetValue(minutes), ask.Parsed.GetValue(days), ask.Parsed.GetValue(noSecret)),
                ApiJson.Readable.OAuthClientWish,
                ApiJson.Readable.IssuedOAuthSecret,
                ask.Ct)),
            label,
            minutes,
            days,
            noSecret);
    }

    private static Command List(Frame frame) => frame.InDirectory(
        "list",
        "List the OAuth clients of a directory with their secrets: LAST USED says which secret is still in use.",
        "rollcall oauth list --account acme --directory 'Entra ID'",
        static (ask, directory) => ask.ShowAsync(
            ask.Api.GetAsync($"{directory}/oauth-clients", ApiJson.Readable.OAuthClientList, ask.Ct), ApiJson.Readable.OAuthClientList, list => Say(ask, list)));

    private static void Say(Ask ask, OAuthClientList list)
    {
        ask.Say.Table(
            ["CLIENT ID", "LABEL", "PROOF", "SLOT", "STATE", "EXPIRES", "LAST USED", "ISSUER"],
            list.Items.SelectMany(static client => client.Secrets
                .Select(secret => new[]
                {
                    client.ClientId, client.Label, secret.Prefix, Number(secret.Slot), KeyRows.StateOf(secret.State, secret.Exposed), Plain.Time(secret.Expires), Plain.Time(secret.LastUsed), "",
                })
                .Concat(client.Trusts.Select(trust => new[]
                {
                    client.ClientId, client.Label, trust.Prefix, Number(trust.Slot), trust.State, Plain.Time(trust.Expires), Plain.Time(trust.LastUsed), trust.Issuer,
                }))));
        if (list.Items is [var first, ..])
        {
            ask.Say.Facts(("token URL", first.TokenUrl), ("base URL", first.BaseUrl));
        }
    }

    private static string Number(int slot) => slot.ToString(CultureInfo.InvariantCulture);

    private static Command AddSecret(Frame frame)
    {
        var (client, days) = (Client(), Days());
        return frame.InDirectory(
            "add-secret",
            "Add a second secret, shown this once. Both are accepted until one is revoked, so that one can replace the other without an outage.",
            "rollcall oauth add-secret oauth --account acme",
            (ask, directory) => IssuedAsync(ask, ask.Api.PostAsync(
                $"{directory}/oauth-clients/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(client))}/secrets",
                new OAuthSecretWish(ask.Parsed.GetValue(days)),
                ApiJson.Readable.OAuthSecretWish,
                ApiJson.Readable.IssuedOAuthSecret,
                ask.Ct)),
            client,
            days);
    }

    private static Command Revoke(Frame frame)
    {
        var client = Client();
        var secret = new Argument<string>("secret") { Description = "Secret by id or prefix, or trust by prefix; 'rollcall oauth list' shows them." };
        return frame.InDirectory(
            "revoke",
            "Accept a secret or a trust no more, nor any access token that was given for it.",
            "rollcall oauth revoke oauth rcs_AbCd1234 --account acme\nrollcall oauth revoke oauth rcf_AbCd1234 --account acme",
            (ask, directory) =>
            {
                var (owner, proof) = ($"{directory}/oauth-clients/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(client))}", ask.Parsed.GetRequiredValue(secret));
                return OAuthTrustCommands.IsTrust(proof)
                    ? OAuthTrustCommands.RevokedAsync(ask, owner, proof)
                    : ask.ShowAsync(
                        ask.Api.DeleteAsync($"{owner}/secrets/{Uri.EscapeDataString(proof)}", ApiJson.Readable.OAuthSecretView, ask.Ct),
                        ApiJson.Readable.OAuthSecretView,
                        view => ask.Say.Line($"{view.Prefix} is accepted no more, nor are its access tokens."));
            },
            client,
            secret);
    }

    private static Command Remove(Frame frame)
    {
        var client = Client();
        return frame.InDirectory(
            "remove",
            "Remove an OAuth client. Its secrets and access tokens are accepted no more.",
            "rollcall oauth remove oauth --account acme",
            (ask, directory) => ask.ShowAsync(
                ask.Api.DeleteAsync($"{directory}/oauth-clients/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(client))}", ApiJson.Readable.OAuthClientView, ask.Ct),
                ApiJson.Readable.OAuthClientView,
                view => ask.Say.Line($"The OAuth client '{view.Label}' is removed.")),
            client);
    }

    private static Task<int> IssuedAsync(Ask ask, Task<Reply<IssuedOAuthSecret>> asked) => ask.ShowAsync(asked, ApiJson.Readable.IssuedOAuthSecret, issued =>
    {
        ask.Say.Facts(
            ("base URL", issued.BaseUrl),
            ("token URL", issued.TokenUrl),
            ("client id", issued.ClientId),
            ("client secret", issued.ClientSecret),
            ("expires", Plain.Time(issued.About?.Expires)));
        if (issued.ClientSecret is not null)
        {
            ask.Say.Aside("The client secret is shown this once.");
        }
    });

    public static Argument<string> Client() => new("client") { Description = "OAuth client, by client id or label." };

    private static Option<int?> Days() => Frame.Number("--expires-in-days", "For how long the secret is accepted, 1 to 1095 (365).", "days");
}
