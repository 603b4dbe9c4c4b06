using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>What identity providers send, and what they must get, over the sample's store: a folder a vendor, whose name is also the profile.</summary>
public sealed class TranscriptTests(ScimServer server)
{
    public static TheoryData<string> Files() => [.. TranscriptFiles.OfPackages];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Transcript_is_answered_as_its_vendor_needs(string file) =>
        await new Transcript(new SampleHost(server, TranscriptFiles.ProfileOf(file))).PlayAsync(await TranscriptFiles.ReadAsync(file));

    [Fact]
    public void Every_profile_has_a_transcript() =>
        Assert.Equal(ScimProfile.All.Select(static profile => profile.Name).Order(StringComparer.Ordinal), TranscriptFiles.Names.Select(TranscriptFiles.ProfileOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_transcript_stands_in_the_reference_and_nothing_else_does()
    {
        var listed = new Regex("`[a-z]+/[0-9a-z.-]+\\.http`", RegexOptions.NonBacktracking).Matches(Reference()).Select(static match => match.Value.Trim('`')).Distinct();
        Assert.Equal(TranscriptFiles.Names, listed.Order(StringComparer.Ordinal));
    }

    private static string Reference([CallerFilePath] string path = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "../../docs/reference/idp-wire.md"));

    /// <summary>The sample's store in a tenant of its own; it has no User Directory.</summary>
    private sealed class SampleHost(ScimServer server, string profile) : ITranscriptHost
    {
        private readonly string _address = server.NewBase(profile);
        private int _sent;

        public string BaseUrl => "https://public.example" + new Uri(_address).AbsolutePath;

        public async Task<TranscriptAnswer> SendAsync(TranscriptRequest request, bool watches)
        {
            var answer = await Answer.SendAsync(server.Http, request.Method, _address + request.Path, request.Body, request.Headers);
            _sent++;
            while (watches && server.Exchanges(_address).Count < _sent)
            {
                // The answer is here before the exchange is noted.
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            return new TranscriptAnswer(answer, watches ? server.Exchanges(_address)[^1].Scope!.Tolerances.ToString() : "");
        }

        public Task<Answer?> ReadDirectoryAsync(string path) => Task.FromResult<Answer?>(null);
    }
}
