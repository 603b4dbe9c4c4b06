using System.Text.Json;

namespace Rollcall.EndToEnd.Tests;

/// <summary>The demo's story, told by the program against a server that runs: what it prints is what the server decided, so here it is judged.</summary>
public sealed class StoryTests
{
    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public async Task Everybody_gets_the_decision_and_the_finding_that_the_rules_give(string store)
    {
        await using var installation = await Installation.CreateAsync(store);
        await using var server = await ServerProcess.StartAsync(installation);

        var story = (await Executable.RunAsync(installation, "demo", "--json")).Json();

        Assert.Equal(
            [
                "Anna Berg: allowed",
                "Ben Okafor: allowed",
                "Chen Li: allowed",
                "Dora Weiss: refused, userNotFound, RC204 at identityProvider",
                "Emil Novak: refused, inactive, RC503 at identityProvider",
                "Fay Lindqvist: allowed",
                "Gus Moreau: refused, waiting, RC401 at rollcall",
                "Hana Sato: refused, userNotFound, RC301 at identityProvider",
                "Fay Lindqvist: RC502 at identityProvider",
            ],
            story.GetProperty("people").EnumerateArray().Select(Line));
        Assert.Equal((4, 4, 1), (Number(story, "licenses", "total"), Number(story, "licenses", "assigned"), Number(story, "licenses", "waiting")));
        Assert.All(story.GetProperty("pushed").EnumerateArray(), static request => Assert.InRange(request.GetProperty("status").GetInt32(), 200, 204));
        Assert.All(story.GetProperty("people").EnumerateArray().Where(static person => person.TryGetProperty("why", out _)), HasProof);
        Assert.Equal("", server.Complained.Trim());
    }

    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public async Task The_story_can_be_told_again_and_the_remedy_that_it_offers_works(string store)
    {
        await using var installation = await Installation.CreateAsync(store);
        await using var server = await ServerProcess.StartAsync(installation);
        var first = (await Executable.RunAsync(installation, "demo", "--json")).Json();
        var second = (await Executable.RunAsync(installation, "demo", "--json")).Json();
        Assert.NotEqual(Text(first, "account"), Text(second, "account"));
        Assert.Equal(first.GetProperty("people").EnumerateArray().Select(Line), second.GetProperty("people").EnumerateArray().Select(Line));

        var account = Text(second, "account");
        string[] why = ["why", "gus.moreau@demo.example", "--account", account];
        Assert.Equal(2, (await Executable.RunAsync(installation, why)).Code);
        var remedy = second.GetProperty("people").EnumerateArray().Single(static person => Text(person, "name") == "Gus Moreau").GetProperty("why").GetProperty("answer");
        var command = Text(remedy, "command").Split(' ');
        Assert.Equal("rollcall", command[0]);
        Assert.Equal(0, (await Executable.RunAsync(installation, command[1..])).Code);
        Assert.Equal(0, (await Executable.RunAsync(installation, why)).Code);
    }

    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public async Task A_second_start_finds_everything_and_Ctrl_C_ends_cleanly(string store)
    {
        await using var installation = await Installation.CreateAsync(store);
        string account;
        string[] before;
        await using (var server = await ServerProcess.StartAsync(installation))
        {
            Assert.Contains("rck_", server.Said, StringComparison.Ordinal);
            Assert.Contains("rct_", server.Said, StringComparison.Ordinal);
            account = Text((await Executable.RunAsync(installation, "demo", "--json")).Json(), "account");
            before = await EverythingAsync(installation, account);
            Assert.Equal(0, await server.SignalAsync("INT"));
        }

        // No server runs: the command opens the data folder itself.
        Assert.Equal(before, await EverythingAsync(installation, account));
        await using var again = await ServerProcess.StartAsync(installation);
        Assert.DoesNotContain("rck_", again.Said, StringComparison.Ordinal);
        Assert.Equal(before, await EverythingAsync(installation, account));
        Assert.Equal(0, await again.SignalAsync("TERM"));
    }

    [Fact]
    public async Task The_story_is_readable_without_a_terminal()
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var server = await ServerProcess.StartAsync(installation);
        var told = await Executable.RunAsync(installation, "demo");
        Assert.Equal((0, ""), (told.Code, told.Error.Trim()));
        Assert.DoesNotContain('\e', told.Out);
        Assert.Matches(@"Gus Moreau +came when none was free +refused +waiting +RC401 +#\d+", told.Out);
        Assert.Matches(@"journal #\d+  \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  POST /Users answered 201", told.Out);
        Assert.Contains("$ rollcall license set --account demo-1 --total 5", told.Out, StringComparison.Ordinal);
    }

    private static async Task<string[]> EverythingAsync(Installation installation, string account)
    {
        string[][] questions = [["account", "list"], ["user", "list", "--account", account], ["group", "list", "--account", account], ["license", "show", "--account", account]];
        var answers = new List<string>();
        foreach (var question in questions)
        {
            answers.Add((await Executable.RunAsync(installation, [.. question, "--json"])).Json().ToString());
        }

        return [.. answers];
    }

    private static string Line(JsonElement person)
    {
        var verdict = person.TryGetProperty("verdict", out var said) ? $" {Text(said, "decision")}{(said.TryGetProperty("code", out var code) ? $", {code}" : "")}" : "";
        var why = person.TryGetProperty("why", out var reason) && reason.TryGetProperty("answer", out var answer)
            ? $"{(verdict.Length > 0 ? "," : "")} {Text(answer, "code")} at {Text(answer, "side")}"
            : "";
        return $"{Text(person, "name")}:{verdict}{why}";
    }

    // An explanation cites the journal, and says when.
    private static void HasProof(JsonElement person) => Assert.Contains(
        person.GetProperty("why").GetProperty("proof").EnumerateArray(), static proof => proof.TryGetProperty("journalNo", out _) && proof.TryGetProperty("at", out _));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(JsonElement element, string name, string inner) => element.GetProperty(name).GetProperty(inner).GetInt32();
}
