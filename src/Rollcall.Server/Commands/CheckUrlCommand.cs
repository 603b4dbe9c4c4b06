using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall directory check-url URL</c>: compares a pasted tenant URL part by part.</summary>
internal static class CheckUrlCommand
{
    public static Command Create(Frame frame)
    {
        var url = new Argument<string>("url") { Description = "The tenant URL as it was pasted at the identity provider." };
        var (account, directory) = (Frame.Account(), Frame.Option<string>("--directory", "Directory, by id or label (the one that is nearest).", "directory"));
        return frame.Command(
            "check-url",
            "Compare a pasted tenant URL with the Base URL, part by part; exit code 2 where they differ.",
            "rollcall directory check-url https://scim.example.com/scim/v2/0f3a.../77c1... --account acme",
            ask => RunAsync(ask, ask.Parsed.GetRequiredValue(url), ask.Parsed.GetValue(account), ask.Parsed.GetValue(directory)),
            url,
            account,
            directory);
    }

    private static async Task<int> RunAsync(Ask ask, string url, string? account, string? directory)
    {
        if (await ask.AccountAsync(account) is not { } path)
        {
            return Exit.Failed;
        }

        var candidates = await CandidatesAsync(ask, path, directory);
        if (candidates is null)
        {
            return Exit.Failed;
        }

        UrlCheck? nearest = null;
        foreach (var candidate in candidates)
        {
            var reply = await ask.Api.PostAsync(
                $"{path}/directories/{Uri.EscapeDataString(candidate)}/check-url", new UrlWish(url), ApiJson.Readable.UrlWish, ApiJson.Readable.UrlCheck, ask.Ct);
            if (reply is not Reply<UrlCheck>.Good(var check))
            {
                return ask.Fail(reply);
            }

            nearest = nearest is null || Faults(check) < Faults(nearest) ? check : nearest;
        }

        ask.Show(nearest!, ApiJson.Readable.UrlCheck, check => Tell(ask.Say, check));
        return nearest!.Matches ? Exit.Good : Exit.Blocked;
    }

    private static async Task<IReadOnlyList<string>?> CandidatesAsync(Ask ask, string path, string? directory)
    {
        if (directory is not null)
        {
            return [directory];
        }

        switch (await DirectoryChoice.ScimAsync(ask, path))
        {
            case Reply<DirectoryList>.Good({ Items: [] }):
                ask.Say.Fail("The account has no SCIM directory; 'rollcall directory create' makes one.");
                return null;
            case Reply<DirectoryList>.Good(var list):
                return [.. list.Items.Select(static d => d.Id)];
            case var other:
                ask.Fail(other);
                return null;
        }
    }

    private static int Faults(UrlCheck check) => check.Parts.Count(static part => part.Advice is not null);

    private static void Tell(Say say, UrlCheck check)
    {
        say.Line(check.Matches ? "The URL reaches the directory." : "The URL does not reach the directory.", check.Matches ? "green" : "red");
        say.Table(["PART", "EXPECTED", "FOUND", ""], check.Parts.Select(static part => new[] { part.Name, part.Expected, part.Found, part.Advice is null ? "ok" : "differs" }));
        foreach (var part in check.Parts.Where(static part => part.Advice is not null))
        {
            say.Line($"{part.Name}: {part.Advice}");
        }
    }
}
