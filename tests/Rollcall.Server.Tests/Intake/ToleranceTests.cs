using System.Text.RegularExpressions;

namespace Rollcall.Server.Tests.Intake;

/// <summary>Every deviation that is forgiven is counted in the journal's line of the exchange (product rule 4), and has a word in the reference.</summary>
public sealed class ToleranceTests(TestServer server)
{
    public static TheoryData<string, string> Cases() => Tables.Read("tolerances.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_deviation_is_counted_in_its_exchange(string request, string counted)
    {
        var parts = request.Split(' ', 4);
        var tenant = await Tenant.CreateAsync(server, idp: parts[0]);
        using var host = new DirectoryHost(tenant);
        var user = await tenant.PushAsync("known", "known@x");
        await tenant.PushAsync("gone", active: false);
        var group = (await SendAsync(host, "POST", "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Known","members":[{"value":"{{user}}"}]}""")).Answer.Id;

        var came = await SendAsync(host, parts[1], Fill(parts[2]), parts.Length > 3 ? Fill(parts[3]) : null);

        Assert.True(came.Answer.Status is >= 200 and < 300, came.Answer.Body);
        Assert.Equal(counted == "nothing" ? "" : counted, came.Tolerated);

        string Fill(string text) => text.Replace("{user}", user, StringComparison.Ordinal).Replace("{group}", group, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_of_the_sources_is_in_the_table_and_in_the_reference()
    {
        var root = Path.GetFullPath(Path.Combine(Tables.Folder(), "../.."));
        var forgiving = new Regex("""(tolerances\.Add|Tolerances\.Add|Tolerated|Forgive)\([^"\n)]*"[a-z-]+""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
        var words = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => forgiving.Matches(File.ReadAllText(file)).Select(static match => match.Value[(match.Value.LastIndexOf('"') + 1)..]))
            .ToHashSet(StringComparer.Ordinal);
        var shown = Cases().SelectMany(static row => row.Data.Item2.Split(',')).Select(static count => count.Split('=')[0]).ToHashSet(StringComparer.Ordinal);
        var reference = File.ReadAllText(Path.Combine(root, "docs/reference/idp-wire.md"));

        Assert.True(words.Count > 15);
        // Those that no request alone can come by: no attribute of the standard schemas is a number, and an answer must be lost first.
        Assert.Equal(words.Except(["string-number", "repeated-create"]).Order(StringComparer.Ordinal), shown.Except(["nothing"]).Order(StringComparer.Ordinal));
        Assert.All(words, word => Assert.Contains($"`{word}`", reference, StringComparison.Ordinal));
    }

    private static Task<TranscriptAnswer> SendAsync(DirectoryHost host, string verb, string path, string? body) =>
        host.SendAsync(new TranscriptRequest(verb, path, body, []), watches: true);
}
