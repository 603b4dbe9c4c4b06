namespace Rollcall.Server.Tests.Api;

/// <summary>The committed description is the one that is served: a change of the API shows in a review.</summary>
public sealed class OpenApiTests(TestServer server)
{
    [Fact]
    public async Task The_committed_document_is_the_served_one()
    {
        using var client = server.Client();
        var text = await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        Golden.Match(Path.Combine(Tables.Folder(), "..", "..", "docs", "reference", "openapi.json"), text + "\n");
    }
}
