namespace Rollcall.Server.Tests.Intake;

/// <summary>What identity providers send, over the whole server: the answer, the state that follows, what the User Directory says and what the journal counts.</summary>
public sealed class TranscriptTests(TestServer sqlite, PostgresServer postgres)
{
    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var store in PostgresServer.Stores)
        {
            foreach (var file in TranscriptFiles.Names)
            {
                data.Add(store, file);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Transcript_is_answered_as_its_vendor_needs(string store, string file)
    {
        using var host = new DirectoryHost(await Tenant.CreateAsync(store == "sqlite" ? sqlite : postgres.Server, licenses: 1000, TranscriptFiles.ProfileOf(file)));
        await new Transcript(host).PlayAsync(await TranscriptFiles.ReadAsync(file));
    }
}
