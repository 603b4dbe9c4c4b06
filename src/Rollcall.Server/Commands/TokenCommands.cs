using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall token ...</c></summary>
internal static class TokenCommands
{
    public static Command Create(Frame frame) => Frame.Group("token", "Create, list and revoke the tokens of a SCIM directory.", CreateOne(frame), List(frame), Exposed(frame), Revoke(frame));

    private static Command CreateOne(Frame frame)
    {
        var days = Frame.Number("--expires-in-days", "For how long it is accepted, 1 to 1095 (365).", "days");
        var label = Frame.Option<string?>("--label", "What people call it.", "label");
        return frame.InDirectory(
            "create",
            "Create a token, shown this once. A directory has at most two live ones, so that one can replace the other without an outage.",
            "rollcall token create --account acme --directory 'Entra ID'\nrollcall token create --account acme --json | jq -r .token",
            (ask, directory) => ask.ShowAsync(
                ask.Api.PostAsync(
                    $"{directory}/tokens", new TokenWish(ask.Parsed.GetValue(days), ask.Parsed.GetValue(label)), ApiJson.Readable.TokenWish, ApiJson.Readable.IssuedToken, ask.Ct),
                ApiJson.Readable.IssuedToken,
                token => Say(ask, token)),
            days,
            label);
    }

    private static void Say(Ask ask, IssuedToken token)
    {
        ask.Say.Facts(("base URL", token.BaseUrl), ("token", token.Token), ("expires", Plain.Time(token.About.Expires)), ("id", token.About.Id));
        ask.Say.Aside("The token is shown this once.");
    }

    private static Command List(Frame frame) => frame.InDirectory(
        "list",
        "List the tokens of a directory, without their secrets.",
        "rollcall token list --account acme --directory 'Entra ID'",
        static (ask, directory) => KeyRows.ListAsync(ask, ask.Api.GetAsync($"{directory}/tokens", ApiJson.Readable.KeyList, ask.Ct)));

    private static Command Exposed(Frame frame)
    {
        var name = new Argument<string>("name") { Description = "Token, client secret or key of the account, by id or prefix." };
        return frame.InAccount(
            "exposed",
            "Report that others may have read a token, client secret or key. It is accepted until it is revoked, and shown as RC111.",
            "rollcall token exposed rct_AbCd1234 --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.PostAsync($"{account}/exposures", new ExposureWish(ask.Parsed.GetRequiredValue(name)), ApiJson.Readable.ExposureWish, ApiJson.Readable.KeyView, ask.Ct),
                ApiJson.Readable.KeyView,
                key => ask.Say.Line($"{key.Prefix} is marked as exposed. Make a new one, see it used, and revoke this one.")),
            name);
    }

    private static Command Revoke(Frame frame)
    {
        var id = new Argument<string>("token") { Description = "Token, by id or prefix; 'rollcall token list' shows both." };
        return frame.InDirectory(
            "revoke",
            "Accept a token no more.",
            "rollcall token revoke rct_AbCd1234 --account acme",
            (ask, directory) => KeyRows.RevokedAsync(
                ask, ask.Api.DeleteAsync($"{directory}/tokens/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(id))}", ApiJson.Readable.KeyView, ask.Ct)),
            id);
    }
}
