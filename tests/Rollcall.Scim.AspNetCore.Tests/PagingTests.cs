using CsCheck;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>The laws of RFC 7644 section 3.4.2.4, and Okta's: the same order whatever the page size.</summary>
public sealed class PagingTests(ScimServer server)
{
    private const int Users = 23;

    private static int Iterations => 20 * int.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("startIndex=0", 1, 23, 23)]
    [InlineData("startIndex=-5&count=2", 1, 2, 23)]
    [InlineData("count=-1", 1, 0, 23)]
    [InlineData("count=0", 1, 0, 23)]
    [InlineData("count=5000", 1, 23, 23)]
    [InlineData("count=99999999999999999999", 1, 23, 23)]
    [InlineData("startIndex=23&count=10", 23, 1, 23)]
    [InlineData("startIndex=24", 24, 0, 23)]
    [InlineData("startIndex=5&count=5&x=y&AzureAdScimPatch062020", 5, 5, 23)]
    [InlineData("startIndex=&count=", 1, 23, 23)]
    public async Task Page_says_what_it_holds(string query, int startIndex, int items, int total)
    {
        var url = await FilledAsync();
        var answer = await Answer.SendAsync(server.Http, "GET", url + "/Users?" + query);
        Assert.Equal(200, answer.Status);
        Assert.Equal(total, (int)answer.Json!["totalResults"]!);
        Assert.Equal(startIndex, (int)answer.Json!["startIndex"]!);
        Assert.Equal(items, (int)answer.Json!["itemsPerPage"]!);
        Assert.Equal(items, answer.Json!["Resources"]!.AsArray().Count);
        Assert.False(answer.Headers.ContainsKey("ETag"));
    }

    [Fact]
    public async Task Walk_with_any_page_sizes_yields_every_id_once_in_one_order()
    {
        var url = await FilledAsync();
        var whole = await PageAsync(url, 1, 1000);
        Assert.Equal(Users, whole.Distinct().Count());
        await Gen.Int[1, 9].List[Users].SampleAsync(
            async sizes =>
            {
                var seen = new List<string>();
                foreach (var size in sizes)
                {
                    seen.AddRange(await PageAsync(url, seen.Count + 1, size));
                }

                return seen.SequenceEqual(whole);
            },
            iter: Iterations,
            threads: 2);
    }

    private async Task<string> FilledAsync()
    {
        var url = server.NewBase();
        for (var i = 0; i < Users; i++)
        {
            var body = $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"user{{i}}"}""";
            Assert.Equal(201, (await Answer.SendAsync(server.Http, "POST", url + "/Users", body)).Status);
        }

        return url;
    }

    private async Task<List<string>> PageAsync(string url, int startIndex, int count)
    {
        var answer = await Answer.SendAsync(server.Http, "GET", $"{url}/Users?startIndex={startIndex}&count={count}&attributes=id");
        return [.. answer.Json!["Resources"]!.AsArray().Select(item => (string)item!["id"]!)];
    }
}
