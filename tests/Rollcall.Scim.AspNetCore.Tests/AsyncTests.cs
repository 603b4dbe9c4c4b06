using System.Text.Json.Nodes;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Asynchronous requests (RFC 9967 section 2.5.1) and polls for their outcome (RFC 8936), over HTTP. They share one feed, so they run one after another.</summary>
[Collection("one feed")]
public sealed class AsyncTests(ScimServer server)
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:";

    [Fact]
    public async Task A_write_is_taken_and_its_outcome_told_at_its_location_and_in_the_feed()
    {
        var address = server.NewAsyncBase();
        var taken = await SendAsync("POST", address + "/Users", User("ada"), ("Prefer", "respond-async"), ("Accept", "text/html"));
        Assert.Equal((202, ""), (taken.Status, taken.Body));
        Assert.Equal("respond-async", taken.Headers["Preference-Applied"]);
        var transaction = taken.Headers["Set-Txn"];
        Assert.EndsWith("/AsyncResults/" + transaction, taken.Headers["Location"], StringComparison.Ordinal);

        var token = (await OutcomesAsync([transaction])).Single();
        Assert.Equal(token, (await SendAsync("GET", address + "/AsyncResults/" + transaction)).Body);
        var claims = Verify(token, address);
        var result = Assert.IsType<ScimEvent.Completed>(claims.Events.Single()).Result;
        Assert.Equal((transaction, "POST", 201, "W/\"1\""), (claims.Transaction, result.Method, result.Status, result.Version));
        Assert.Equal(200, (await SendAsync("GET", address + claims.Subject.Uri)).Status);
    }

    [Fact]
    public async Task A_failure_is_an_outcome_with_its_error()
    {
        var address = server.NewAsyncBase();
        var taken = await SendAsync("PATCH", address + "/Users/none", "{}", ("Prefer", "respond-async"));
        Assert.Equal(202, taken.Status);
        var claims = Verify((await OutcomesAsync([taken.Headers["Set-Txn"]])).Single(), address);
        var result = Assert.IsType<ScimEvent.Completed>(claims.Events.Single()).Result;
        Assert.Equal(("PATCH", 400, "/Users/none"), (result.Method, result.Status, claims.Subject.Uri));
        Assert.Equal(400, result.Error!.Status);
    }

    [Fact]
    public async Task Each_operation_of_a_bulk_request_has_an_outcome()
    {
        var address = server.NewAsyncBase();
        var body = $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
            {"method":"POST","path":"/Users","bulkId":"a","data":{{User("bulk-a")}} },{"method":"DELETE","path":"/Users/none"}]}
            """;
        var taken = await SendAsync("POST", address + "/Bulk", body, ("Prefer", "respond-async; foo=1, wait=0"));
        var transaction = taken.Headers["Set-Txn"];
        var tokens = await OutcomesAsync([transaction + ":0", transaction + ":1"]);
        Assert.Equal([201, 404], tokens.Select(t => Assert.IsType<ScimEvent.Completed>(Verify(t, address).Events.Single()).Result.Status));
        var shown = await SendAsync("GET", address + "/AsyncResults/" + transaction);
        Assert.Equal(tokens.Order(), PollResponse.Read(System.Text.Encoding.UTF8.GetBytes(shown.Body)).Match(r => r.Tokens.Select(t => t.Token), _ => []).Order());
    }

    [Fact]
    public async Task Who_waits_or_does_not_ask_or_only_reads_is_answered_in_the_usual_way()
    {
        var address = server.NewAsyncBase();
        Assert.Equal(201, (await SendAsync("POST", address + "/Users", User("w1"), ("Prefer", "respond-async, wait=30"))).Status);
        Assert.Equal(201, (await SendAsync("POST", address + "/Users", User("w2"), ("Prefer", "return=minimal"))).Status);
        Assert.Equal(200, (await SendAsync("GET", address + "/Users", null, ("Prefer", "respond-async"))).Status);
        Assert.Equal(201, (await SendAsync("POST", server.NewBase() + "/Users", User("w3"), ("Prefer", "respond-async"))).Status);
        (await SendAsync("GET", address + "/AsyncResults/none")).Refused(404, null, "transaction");
        (await SendAsync("GET", server.NewBase() + "/AsyncResults/none")).Refused(404, null, "nothing at this path");
        Assert.Equal("request", (string?)(await SendAsync("GET", address + "/ServiceProviderConfig")).Json!["securityEvents"]!["asyncRequest"]);
        Assert.Null((await SendAsync("GET", server.NewBase() + "/ServiceProviderConfig")).Json!["securityEvents"]);
    }

    [Theory]
    [InlineData("""{"maxEvents":-1}""", 400)]
    [InlineData("""{"ack":"x"}""", 400)]
    [InlineData("""{"setErrs":{"x":{}}}""", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"maxEvents":0,"returnImmediately":true,"ack":["unknown"],"setErrs":{"x":{"err":"invalid_key","description":"d"}}}""", 200)]
    public async Task A_poll_is_read_as_the_RFC_has_it(string body, int status)
    {
        var answer = await SendAsync("POST", $"{server.Address}events", body, ("Content-Type", "application/json"));
        Assert.Equal((status, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Equal(status == 200 ? """{"sets":{}}""" : "invalid_request", status == 200 ? answer.Body : (string)answer.Json!["err"]!);
    }

    [Fact]
    public async Task A_poll_without_credential_or_in_an_outage_is_refused_in_the_RFCs_way()
    {
        var stranger = await SendAsync("POST", $"{server.Address}events", "{}", ("Authorization", "Bearer x"));
        Assert.Equal((401, "authentication_failed"), (stranger.Status, (string?)stranger.Json!["err"]));
        var outage = await SendAsync("POST", $"{server.Address}events", "{}", ("Test-Outage", "1"));
        Assert.Equal((503, "8"), (outage.Status, outage.Headers["Retry-After"]));
        Assert.Equal(405, (await SendAsync("GET", $"{server.Address}events", null)).Status);
    }

    /// <summary>Polls until the feed has told of these transactions, and acknowledges them.</summary>
    private async Task<IReadOnlyList<string>> OutcomesAsync(IReadOnlyList<string> transactions)
    {
        var ours = new Dictionary<string, string>(StringComparer.Ordinal);
        while (ours.Count < transactions.Count)
        {
            var answer = await SendAsync("POST", $"{server.Address}events", """{"maxEvents":100}""", ("Content-Type", "application/json"));
            Assert.Equal(200, answer.Status);
            var known = new JsonArray();
            foreach (var (id, token) in answer.Json!["sets"]!.AsObject())
            {
                var claims = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(((string)token!).Split('.')[1]));
                if (transactions.FirstOrDefault(t => claims.Contains('"' + t + '"', StringComparison.Ordinal)) is { } transaction)
                {
                    ours[transaction] = (string)token!;
                    known.Add((JsonNode)id);
                }
            }

            await SendAsync("POST", $"{server.Address}events", new JsonObject { ["ack"] = known, ["maxEvents"] = 0 }.ToJsonString());
        }

        return [.. transactions.Select(t => ours[t])];
    }

    private SecurityEvent Verify(string token, string address)
    {
        var verifier = new SetVerifier { Keys = server.Keys, Issuer = "https://public.example/scim" + address[address.IndexOf("/generic", StringComparison.Ordinal)..], Audience = "receiver" };
        return Assert.IsType<SetVerdict.Genuine>(verifier.Verify(token, TimeProvider.System.GetUtcNow())).Event;
    }

    private Task<Answer> SendAsync(string method, string url, string? body = null, params (string Name, string Value)[] headers) =>
        Answer.SendAsync(server.Http, method, url, body, headers);

    private static string User(string name) => $$"""{"schemas":["{{Core}}User"],"userName":"{{name}}"}""";
}
