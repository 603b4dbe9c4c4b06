using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall oauth trust</c>, and the end of a trust.</summary>
internal static class OAuthTrustCommands
{
    private const string Beginning = "rcf_";

    public static Command Trust(Frame frame)
    {
        var client = OAuthCommands.Client();
        var issuer = Required("--issuer", "Who signs: the assertion's iss, character by character.", "url");
        var audience = Required("--audience", "For whom: one of the assertion's aud.", "text");
        var subject = Required("--subject", "About whom: the assertion's sub.", "text");
        var jwks = Frame.Option<string?>("--jwks-uri", "Where the issuer's keys are (what its discovery document says).", "url");
        var days = Frame.Number("--expires-in-days", "For how long it is trusted, 1 to 1095 (for ever: nothing of it is secret).", "days");
        return frame.InDirectory(
            "trust",
            "Let an OAuth client show signed assertions of an issuer instead of a secret (RFC 7523): workload identity federation.",
            "rollcall oauth trust oauth --issuer https://login.microsoftonline.com/TENANT/v2.0 --audience api://APPLICATION --subject OBJECT-ID --account acme",
            (ask, directory) => ask.ShowAsync(
                ask.Api.PostAsync(
                    $"{directory}/oauth-clients/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(client))}/trusts",
                    new OAuthTrustWish(
                        ask.Parsed.GetRequiredValue(issuer), ask.Parsed.GetRequiredValue(audience), ask.Parsed.GetRequiredValue(subject), ask.Parsed.GetValue(jwks), ask.Parsed.GetValue(days)),
                    ApiJson.Readable.OAuthTrustWish,
                    ApiJson.Readable.OAuthTrustView,
                    ask.Ct),
                ApiJson.Readable.OAuthTrustView,
                trust => ask.Say.Facts(("trust", trust.Prefix), ("issuer", trust.Issuer), ("audience", trust.Audience), ("subject", trust.Subject), ("keys", trust.JwksUri), ("expires", Plain.Time(trust.Expires)))),
            client,
            issuer,
            audience,
            subject,
            jwks,
            days);
    }

    /// <summary>Whether a text names a trust.</summary>
    public static bool IsTrust(string proof) => proof.StartsWith(Beginning, StringComparison.Ordinal);

    public static Task<int> RevokedAsync(Ask ask, string client, string trust) => ask.ShowAsync(
        ask.Api.DeleteAsync($"{client}/trusts/{Uri.EscapeDataString(trust)}", ApiJson.Readable.OAuthTrustView, ask.Ct),
        ApiJson.Readable.OAuthTrustView,
        view => ask.Say.Line($"{view.Prefix} is accepted no more, nor are its access tokens."));

    private static Option<string> Required(string name, string description, string helpName)
    {
        var option = Frame.Option<string>(name, description, helpName);
        option.Required = true;
        return option;
    }
}
