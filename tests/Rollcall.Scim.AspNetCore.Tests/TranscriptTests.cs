namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>What identity providers send, and what they must get: a folder a vendor, whose name is also the profile.</summary>
public sealed class TranscriptTests(ScimServer server)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.http", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Transcript_is_answered_as_its_vendor_needs(string file)
    {
        var profile = file.Split(Path.DirectorySeparatorChar)[0];
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
        await new Transcript(server.Http, server.NewBase(profile)).PlayAsync(text);
    }
}
