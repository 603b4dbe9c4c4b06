using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall directory ...</c></summary>
internal static class DirectoryCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "directory",
        "Create, list and switch the directories that identity providers push to.",
        CreateOne(frame),
        List(frame),
        Show(frame),
        Switch(frame, "enable", "Let it take requests. Refused with RC101 while the account identifies users by name."),
        Switch(frame, "disable", "Answer its requests with 403 (RC105). Users stay as they are."),
        Switch(frame, "pause", "Answer its requests with 503 and Retry-After (RC106): the identity provider tries again later."),
        SetProvider(frame),
        CheckUrl(frame));

    private static Command CreateOne(Frame frame)
    {
        var idp = Frame.Option<string?>("--idp", "Who will push: entra, okta, onelogin, jumpcloud, ping, generic (the default) or strict.", "provider");
        var label = Frame.Option<string?>("--label", "What people read; unique within the account (the provider's name).", "label");
        var enable = Frame.Option<bool>("--enable", "Let it take requests at once.");
        return frame.InAccount(
            "create",
            "Create a SCIM directory. Its token is made by 'rollcall token create'.",
            "rollcall directory create --idp entra --enable\nrollcall directory create --account acme --idp okta --label 'Okta Europe'",
            (ask, account) => OneAsync(ask, ask.Api.PostAsync(
                $"{account}/directories",
                new DirectoryWish(ask.Parsed.GetValue(label) ?? ProviderName.Of(ask.Parsed.GetValue(idp) ?? ""), ask.Parsed.GetValue(idp), ask.Parsed.GetValue(enable)),
                ApiJson.Readable.DirectoryWish,
                ApiJson.Readable.DirectoryView,
                ask.Ct)),
            idp,
            label,
            enable);
    }

    private static Command List(Frame frame) => frame.InAccount(
        "list",
        "List the directories of an account.",
        "rollcall directory list --account acme",
        (ask, account) => ask.ShowAsync(
            ask.Api.GetAsync($"{account}/directories", ApiJson.Readable.DirectoryList, ask.Ct),
            ApiJson.Readable.DirectoryList,
            list => ask.Say.Table(
                ["LABEL", "KIND", "PROVIDER", "STATE", "LAST REQUEST", "ID"],
                list.Items.Select(static d => new[] { d.Label, d.Kind, d.Kind == "scim" ? d.Idp : "", d.State, Plain.Time(d.LastRequest), d.Id }))));

    private static Command Show(Frame frame) => frame.InDirectory(
        "show",
        "Show a directory with its Base URL, which the identity provider calls tenant URL.",
        "rollcall directory show --account acme --directory 'Entra ID'",
        static (ask, directory) => OneAsync(ask, ask.Api.GetAsync(directory, ApiJson.Readable.DirectoryView, ask.Ct)));

    private static Command Switch(Frame frame, string verb, string description) => frame.InDirectory(
        verb,
        description,
        $"rollcall directory {verb} --account acme --directory 'Entra ID'",
        (ask, directory) => OneAsync(ask, ask.Api.PostAsync($"{directory}/{verb}", ApiJson.Readable.DirectoryView, ask.Ct)));

    private static Command SetProvider(Frame frame)
    {
        var idp = new Argument<string>("idp") { Description = "entra, okta, onelogin, jumpcloud, ping, generic or strict." };
        return frame.InDirectory(
            "set-provider",
            "Say who pushes: requests are read, and answered, by the profile made for it. What is stored stays as it is.",
            "rollcall directory set-provider okta --account acme --directory 'Okta Europe'",
            (ask, directory) => OneAsync(ask, ask.Api.PostAsync(
                $"{directory}/provider", new ProviderWish(ask.Parsed.GetRequiredValue(idp)), ApiJson.Readable.ProviderWish, ApiJson.Readable.DirectoryView, ask.Ct)),
            idp);
    }

    private static Command CheckUrl(Frame frame)
    {
        var url = new Argument<string>("url") { Description = "The tenant URL as it was pasted at the identity provider." };
        var directory = Frame.Option<string?>("--directory", "Directory, by id or label. Left out: the SCIM directory whose Base URL is nearest.", "directory");
        return frame.InAccount(
            "check-url",
            "Compare a pasted tenant URL with the directory's Base URL, part by part. Exit code 2 where they differ.",
            "rollcall directory check-url 'https://rollcall.acme.example/scim/v2/...' --account acme",
            (ask, account) => CheckUrlAsync(ask, account, ask.Parsed.GetRequiredValue(url), ask.Parsed.GetValue(directory)),
            url,
            directory);
    }

    private static async Task<int> CheckUrlAsync(Ask ask, string account, string url, string? directory)
    {
        if (await CandidatesAsync(ask, account, directory) is not { } candidates)
        {
            return Exit.Failed;
        }

        UrlCheck? nearest = null;
        foreach (var candidate in candidates)
        {
            if (await ask.ValueAsync(ask.Api.PostAsync($"{candidate}/check-url", new UrlWish(url), ApiJson.Readable.UrlWish, ApiJson.Readable.UrlCheck, ask.Ct)) is not { } check)
            {
                return Exit.Failed;
            }

            nearest = nearest is null || Faults(check) < Faults(nearest) ? check : nearest;
        }

        return Say(ask, nearest!);
    }

    private static async Task<IReadOnlyList<string>?> CandidatesAsync(Ask ask, string account, string? directory)
    {
        if (directory is null)
        {
            var list = await ask.ValueAsync(ask.Api.GetAsync($"{account}/directories", ApiJson.Readable.DirectoryList, ask.Ct));
            if (list is null || list.Items.Count(static d => d.Kind == "scim") > 1)
            {
                return list?.Items.Where(static d => d.Kind == "scim").Select(d => $"{account}/directories/{d.Id}").ToList();
            }
        }

        return await ask.DirectoryAsync(account, directory) is { } only ? [only] : null;
    }

    private static int Faults(UrlCheck check) => check.Parts.Count(static part => part.Advice is not null);

    private static int Say(Ask ask, UrlCheck check)
    {
        ask.Show(check, ApiJson.Readable.UrlCheck, c =>
        {
            ask.Say.Line(c.Matches ? "The URL reaches the directory." : "The URL does not reach the directory.", c.Matches ? "green" : "red");
            ask.Say.Table(
                ["", "PART", "EXPECTED", "FOUND"],
                c.Parts.Select(static p => new[] { p.Expected == p.Found ? "same" : "other", p.Name, p.Expected, p.Found }));
            foreach (var part in c.Parts.Where(static p => p.Advice is not null))
            {
                ask.Say.Line($"{part.Name}: {part.Advice}");
            }

            ask.Say.Facts(("Base URL", c.BaseUrl));
        });
        return check.Matches ? Exit.Good : Exit.Blocked;
    }

    private static Task<int> OneAsync(Ask ask, Task<Reply<DirectoryView>> asked) => ask.ShowAsync(asked, ApiJson.Readable.DirectoryView, d =>
    {
        ask.Say.Facts(
            ("label", d.Label),
            ("kind", d.Kind),
            ("provider", d.Kind == "scim" ? d.Idp : null),
            ("looks like", d.Recognised is { Count: > 0 } seen ? string.Join("; ", seen.Select(static r => $"{r.Idp} ({r.Reason})")) : null),
            ("state", d.State),
            ("base URL", d.BaseUrl),
            ("first request", Plain.Time(d.FirstRequest)),
            ("last request", Plain.Time(d.LastRequest)),
            ("created", Plain.Time(d.Created)),
            ("id", d.Id));
        if (d.Tolerated is { Count: > 0 } tolerated)
        {
            ask.Say.Table(
                ["TOLERATED", "TIMES", "FIRST", "LAST"],
                tolerated.Select(static t => new[] { t.Code, t.Number.ToString(CultureInfo.InvariantCulture), Plain.Time(t.FirstAt), Plain.Time(t.LastAt) }));
        }
    });
}
