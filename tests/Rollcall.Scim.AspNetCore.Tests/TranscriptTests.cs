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
