using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall token ...</c></summary>
internal static class TokenCommands
{
    public static Command Create(Frame frame) => Frame.Group("token", "Create, list and revoke the tokens of SCIM directories.", CreateOne(frame), List(frame), Revoke(frame));

    private static Command CreateOne(Frame frame)
    {
        var (account, directory) = (Frame.Account(), Frame.Directory());
        var days = Frame.Option<int?>("--expires-in-days", "Lifetime in days, 1 to 1095 (365).", "days");
        var label = Frame.Option<string>("--label", "What people call it.", "label");
        return frame.Command(
            "create",
            "Create a token. A directory has at most two live ones: one in use, one to change to.",
            "rollcall token create --account acme --directory 'Entra ID'\nrollcall token create --account acme --json | jq -r .token",
            async ask => await PathAsync(ask, account, directory) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(
                    ask.Api.PostAsync(path + "/tokens", new TokenWish(ask.Parsed.GetValue(days), ask.Parsed.GetValue(label)), ApiJson.Readable.TokenWish, ApiJson.Readable.IssuedToken, ask.Ct),
                    ApiJson.Readable.IssuedToken,
                    issued => ask.Say.Facts(
                        ("base URL", issued.BaseUrl), ("token", issued.Token + "   (shown this once)"), ("expires", Plain.Time(issued.About.Expires)), ("id", issued.About.Id))),
            account,
            directory,
            days,
            label);
    }

    private static Command List(Frame frame)
    {
        var (account, directory) = (Frame.Account(), Frame.Directory());
        return frame.Command(
            "list",
            "List the tokens of a directory, without their secrets.",
            "rollcall token list --account acme",
            async ask => await PathAsync(ask, account, directory) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(ask.Api.GetAsync(path + "/tokens", ApiJson.Readable.KeyList, ask.Ct), ApiJson.Readable.KeyList, list => KeyCommands.Tell(ask.Say, list)),
            account,
            directory);
    }

    private static Command Revoke(Frame frame)
    {
        var (account, directory) = (Frame.Account(), Frame.Option<string>("--directory", "Directory, by id or label (any of the account).", "directory"));
        var token = new Argument<string>("token") { Description = "The token, by id or prefix." };
        return frame.Command(
            "revoke",
            "Accept a token no more, from its next request on.",
            "rollcall token revoke rct_AbCd1234 --account acme",
            ask => RevokeAsync(ask, ask.Parsed.GetValue(account), ask.Parsed.GetValue(directory), ask.Parsed.GetRequiredValue(token)),
            token,
            account,
            directory);
    }

    private static async Task<int> RevokeAsync(Ask ask, string? account, string? directory, string token)
    {
        if (await ask.AccountAsync(account) is not { } path)
        {
            return Exit.Failed;
        }

        var listed = directory is null ? await DirectoryChoice.ScimAsync(ask, path) : null;
        if (listed is not (null or Reply<DirectoryList>.Good))
        {
            return ask.Fail(listed);
        }

        IReadOnlyList<string> among = listed is Reply<DirectoryList>.Good(var list) ? [.. list.Items.Select(static d => d.Id)] : [directory!];
        Reply<KeyView>? last = null;
        foreach (var one in among)
        {
            last = await ask.Api.DeleteAsync($"{path}/directories/{Uri.EscapeDataString(one)}/tokens/{Uri.EscapeDataString(token)}", ApiJson.Readable.KeyView, ask.Ct);
            if (last is Reply<KeyView>.Good(var revoked))
            {
                ask.Show(revoked, ApiJson.Readable.KeyView, key => ask.Say.Line($"{key.Prefix} is revoked."));
                return Exit.Good;
            }
        }

        return last is null ? ask.Say.Fail("The account has no SCIM directory, so it has no token.") : ask.Fail(last);
    }

    private static async Task<string?> PathAsync(Ask ask, Option<string> account, Option<string> directory) =>
        await ask.AccountAsync(ask.Parsed.GetValue(account)) is { } path ? await DirectoryChoice.PathAsync(ask, path, ask.Parsed.GetValue(directory)) : null;
}
