using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall directory ...</c></summary>
internal static class DirectoryCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "directory",
        "Create, list, enable and check SCIM directories.",
        CreateOne(frame),
        List(frame),
        Show(frame),
        Set(frame, "enable", "Let a directory take requests."),
        Set(frame, "disable", "Answer a directory's requests with 403; its users stay as they are."),
        Set(frame, "pause", "Answer a directory's requests with 503 and Retry-After; its users stay as they are."),
        CheckUrlCommand.Create(frame));

    /// <summary>Says one directory.</summary>
    public static void Say(Ask ask, DirectoryView d) => ask.Say.Facts(
        ("label", d.Label),
        ("kind", d.Kind),
        ("provider", d.Kind == "scim" ? d.Idp : null),
        ("state", d.State),
        ("base URL", d.BaseUrl),
        ("first request", Plain.Time(d.FirstRequest)),
        ("last request", Plain.Time(d.LastRequest)),
        ("id", d.Id));

    private static Command CreateOne(Frame frame)
    {
        var account = Frame.Account();
        var idp = Frame.Option<string>("--idp", "Who will push: entra, okta, onelogin, jumpcloud, ping, generic (default) or strict.", "provider");
        var label = Frame.Option<string>("--label", "What people read (the provider's name).", "label");
        var enable = Frame.Option<bool>("--enable", "Take requests at once.");
        return frame.Command(
            "create",
            "Create a SCIM directory; 'rollcall token create' then makes its token.",
            "rollcall directory create --account acme --idp entra --label 'Entra ID' --enable",
            async ask =>
            {
                if (await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path)
                {
                    return Exit.Failed;
                }

                var provider = ask.Parsed.GetValue(idp) ?? "generic";
                var wish = new DirectoryWish(ask.Parsed.GetValue(label) ?? provider, provider, ask.Parsed.GetValue(enable));
                return await ask.ShowAsync(
                    ask.Api.PostAsync(path + "/directories", wish, ApiJson.Readable.DirectoryWish, ApiJson.Readable.DirectoryView, ask.Ct), ApiJson.Readable.DirectoryView, d => Say(ask, d));
            },
            account,
            idp,
            label,
            enable);
    }

    private static Command List(Frame frame)
    {
        var account = Frame.Account();
        return frame.Command(
            "list",
            "List the directories of an account.",
            "rollcall directory list --account acme",
            async ask => await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(
                    ask.Api.GetAsync(path + "/directories", ApiJson.Readable.DirectoryList, ask.Ct),
                    ApiJson.Readable.DirectoryList,
                    list => ask.Say.Table(
                        ["LABEL", "KIND", "PROVIDER", "STATE", "LAST REQUEST", "BASE URL"],
                        list.Items.Select(static d => new[] { d.Label, d.Kind, d.Kind == "scim" ? d.Idp : "", d.State, Plain.Time(d.LastRequest), d.BaseUrl }))),
            account);
    }

    private static Command Show(Frame frame)
    {
        var (account, directory) = (Frame.Account(), Frame.Directory());
        return frame.Command(
            "show",
            "Show a directory with its Base URL.",
            "rollcall directory show --account acme --directory 'Entra ID'",
            ask => OneAsync(ask, account, directory, path => ask.Api.GetAsync(path, ApiJson.Readable.DirectoryView, ask.Ct)),
            account,
            directory);
    }

    private static Command Set(Frame frame, string verb, string description)
    {
        var (account, directory) = (Frame.Account(), Frame.Directory());
        return frame.Command(
            verb,
            description,
            $"rollcall directory {verb} --account acme --directory 'Entra ID'",
            ask => OneAsync(ask, account, directory, path => ask.Api.PostAsync($"{path}/{verb}", ApiJson.Readable.DirectoryView, ask.Ct)),
            account,
            directory);
    }

    private static async Task<int> OneAsync(Ask ask, Option<string> account, Option<string> directory, Func<string, Task<Reply<DirectoryView>>> request) =>
        await ask.AccountAsync(ask.Parsed.GetValue(account)) is { } path && await DirectoryChoice.PathAsync(ask, path, ask.Parsed.GetValue(directory)) is { } one
            ? await ask.ShowAsync(request(one), ApiJson.Readable.DirectoryView, d => Say(ask, d))
            : Exit.Failed;
}
