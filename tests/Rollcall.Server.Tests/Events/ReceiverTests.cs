using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Rollcall.Core.Events;
using Rollcall.Core.Events.Outbound;
using Rollcall.Scim.Messages.Events;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Events;

/// <summary>Receivers of events, against a real server and a receiver of our own.</summary>
public sealed class ReceiverTests
{
    private const string Disable = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_sends_signed_tokens_in_order_and_nothing_of_what_changed_nothing()
    {
        await using var server = await StartAsync();
        await using var receiver = await LoopbackReceiver.StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        await CreateAsync(tenant, $$"""{"label":"siem","kind":"push","url":"{{receiver.Address}}in","bearerToken":"let-me-in"}""");
        using var idp = tenant.Idp();
        var id = await tenant.PushAsync("anna", "anna@acme.example");
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Disable, "application/scim+json")).Expect(200);
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Disable, "application/scim+json")).Expect(200);
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/none", Disable, "application/scim+json")).Expect(404);
        (await idp.AskAsync("POST", $"{tenant.Scim}/Users", """{"schemas":[]}""", "application/scim+json")).Expect(400);
        (await idp.AskAsync("DELETE", $"{tenant.Scim}/Users/{id}")).Expect(204);

        var receipts = await receiver.UntilAsync(static all => all.Count >= 3, Ct);
        var events = await VerifyAsync(tenant, receipts, receiver.Address + "in");
        Assert.Equal(
            [EventUris.CreateNotice, EventUris.PatchNotice + " " + EventUris.Deactivate, EventUris.Delete],
            events.Select(static e => string.Join(' ', e.Events.Select(static i => i.Uri))));
        Assert.All(events, e => Assert.Equal(("/Users/" + id, "x-anna"), (e.Subject.Uri, e.Subject.ExternalId)));
        Assert.All(receipts, static r => Assert.Equal(("application/secevent+jwt", "Bearer let-me-in"), (r.Headers["Content-Type"], r.Headers["Authorization"])));
        Assert.Equal(["active"], Assert.IsType<EventContent.Notice>(Assert.IsType<ScimEvent.Patched>(events[1].Events[0]).Content).Attributes);
        Assert.DoesNotContain("anna@acme.example", Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromUtf8(receipts[0].Body.AsSpan()[(receipts[0].Body.AsSpan().IndexOf((byte)'.') + 1)..receipts[0].Body.AsSpan().LastIndexOf((byte)'.')])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_signed_and_tells_only_what_was_asked_for_with_data_where_wanted()
    {
        await using var server = await StartAsync();
        await using var receiver = await LoopbackReceiver.StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        var secret = (await CreateAsync(tenant, $$"""{"label":"desk","kind":"webhook","url":"{{receiver.Address}}","events":["create","deactivate"],"full":true}"""))["secret"];
        using var idp = tenant.Idp();
        var id = await tenant.PushAsync("berta", "berta@acme.example");
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Disable.Replace("\"active\",\"value\":false", "\"title\",\"value\":\"x\"", StringComparison.Ordinal), "application/scim+json")).Expect(200);
        (await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", Disable, "application/scim+json")).Expect(200);
        var receipts = await receiver.UntilAsync(static all => all.Count >= 2, Ct);
        foreach (var r in receipts)
        {
            var seconds = long.Parse(r.Headers["webhook-timestamp"], CultureInfo.InvariantCulture);
            Assert.Equal(WebhookSignature.Of(secret, r.Headers["webhook-id"], seconds, r.Body), r.Headers["webhook-signature"]);
        }

        Assert.Equal(["user.created", "user.deactivated"], receipts.Select(static r => JsonElement.Parse(r.Body).GetProperty("type").GetString()));
        Assert.Contains("berta@acme.example", Encoding.UTF8.GetString(receipts[0].Body), StringComparison.Ordinal);
        Assert.DoesNotContain(EventUris.PatchFull, Encoding.UTF8.GetString(receipts[1].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_gives_what_is_not_acknowledged_again_and_closes_gaps()
    {
        await using var server = await StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        var key = (await CreateAsync(tenant, """{"label":"replica","kind":"poll","audience":"us"}"""))["secret"];
        using var replica = server.Client(key);
        foreach (var name in new[] { "a", "b", "c" })
        {
            await tenant.PushAsync(name);
        }

        var first = await PollAsync(replica, """{"maxEvents":2,"returnImmediately":true}""");
        Assert.Equal((2, true), (first.Tokens.Count, first.MoreAvailable));
        Assert.Equal(first.Tokens.Select(static t => t.Id), (await PollAsync(replica, """{"maxEvents":2,"returnImmediately":true}""")).Tokens.Select(static t => t.Id));
        var ids = first.Tokens.Select(static t => t.Id).ToList();

        // The second is taken, the first not yet; then it could not be.
        var second = await PollAsync(replica, $$"""{"returnImmediately":true,"ack":["{{ids[1]}}","{{ids[1]}}0","x"]}""");
        Assert.Equal([ids[0]], second.Tokens.Select(static t => t.Id).Where(ids.Contains));
        var third = await PollAsync(replica, $$$"""{"returnImmediately":true,"setErrs":{"{{{ids[0]}}}":{"err":"invalid_key","description":"what key?"} } }""");
        Assert.Equal([second.Tokens[1].Id], third.Tokens.Select(static t => t.Id));
        Assert.Empty((await PollAsync(replica, $$"""{"returnImmediately":true,"ack":["{{third.Tokens[0].Id}}"]}""")).Tokens);
        var deliveries = (await tenant.Operator.ReadAsync(tenant.Path + "/receivers/replica/deliveries")).Expect(200);
        Assert.Contains("what key?", deliveries.Json.ToString(), StringComparison.Ordinal);
        Assert.Equal("2", (await tenant.Operator.ReadAsync(tenant.Path + "/receivers/replica")).Expect(200)["delivered"]);

        // Who waits is told at once.
        var waiting = PollAsync(replica, "{}");
        await tenant.PushAsync("d");
        Assert.Single((await waiting).Tokens);
        (await tenant.Operator.AskAsync("DELETE", tenant.Path + "/receivers/replica")).Expect(200);
        Assert.Equal(401, (await replica.SendAsync("/events/v1/poll", "{}")).Status);
    }

    [Fact]
    public async Task Only_a_receivers_key_polls()
    {
        await using var server = await StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        foreach (var (credential, status) in new[] { (null, 401), (await tenant.KeyAsync("administrator"), 403), (tenant.Token, 401), ("garbage", 401) })
        {
            using var client = server.Client(credential);
            var answer = await client.SendAsync("/events/v1/poll", "{}");
            Assert.Equal(status, answer.Status);
            Assert.Equal(status == 401 ? "authentication_failed" : "access_denied", answer["err"]);
        }
    }

    [Fact]
    public async Task A_failing_receiver_is_tried_again_in_order_and_slows_nobody()
    {
        await using var server = await StartAsync();
        await using var slow = await LoopbackReceiver.StartAsync();
        await using var well = await LoopbackReceiver.StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        slow.Answer = static async (http, number) =>
        {
            http.Response.StatusCode = number == 0 ? 503 : number == 1 ? 302 : 200;
            http.Response.Headers.Location = "http://127.0.0.1:1/";
            await http.Response.WriteAsync("x");
        };
        await CreateAsync(tenant, $$"""{"label":"slow","kind":"push","url":"{{slow.Address}}"}""");
        await CreateAsync(tenant, $$"""{"label":"well","kind":"push","url":"{{well.Address}}"}""");
        await tenant.PushAsync("a");
        await tenant.PushAsync("b");
        Assert.Equal(2, (await well.UntilAsync(static all => all.Count >= 2, Ct)).Count);
        var receipts = await slow.UntilAsync(static all => all.Count >= 4, Ct);
        var ids = (await VerifyAsync(tenant, receipts, slow.Address)).ConvertAll(static e => e.Id);
        Assert.Equal([ids[0], ids[0], ids[0], ids[3]], ids);
    }

    [Fact]
    public async Task Who_says_that_he_is_gone_is_held_until_somebody_resumes_him()
    {
        await using var server = await StartAsync();
        await using var receiver = await LoopbackReceiver.StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        receiver.Answer = static (http, number) =>
        {
            http.Response.StatusCode = number == 0 ? 410 : 204;
            return Task.CompletedTask;
        };
        await CreateAsync(tenant, $$"""{"label":"gone","kind":"webhook","url":"{{receiver.Address}}"}""");
        await tenant.PushAsync("a");
        var path = tenant.Path + "/receivers/gone";
        await receiver.UntilAsync(static all => all.Count >= 1, Ct);
        Answered shown;
        do
        {
            shown = (await tenant.Operator.ReadAsync(path)).Expect(200);
        }
        while (shown["state"] != "held");

        Assert.Contains("410", shown["lastError"], StringComparison.Ordinal);
        Assert.Contains("RC141", (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=a")).Expect(200).Json.ToString(), StringComparison.Ordinal);
        Assert.Contains("held", (await tenant.Operator.ReadAsync(tenant.Path + "/journal?limit=1000")).Expect(200).Json.ToString(), StringComparison.Ordinal);
        Assert.Equal("active", (await tenant.Operator.SendAsync(path + "/resume", "{}")).Expect(200)["state"]);
        var receipts = await receiver.UntilAsync(static all => all.Count >= 2, Ct);
        Assert.Equal(receipts[0].Headers["webhook-id"], receipts[1].Headers["webhook-id"]);
    }

    [Fact]
    public async Task Paused_it_waits_and_skipping_leaves_out()
    {
        await using var server = await StartAsync();
        await using var receiver = await LoopbackReceiver.StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        await CreateAsync(tenant, $$"""{"label":"r","kind":"webhook","url":"{{receiver.Address}}"}""");
        var path = tenant.Path + "/receivers/r";
        Assert.Equal("paused", (await tenant.Operator.SendAsync(path + "/pause")).Expect(200)["state"]);
        await tenant.PushAsync("a");
        Assert.Equal("active", (await tenant.Operator.SendAsync(path + "/resume", """{"skip":true}""")).Expect(200)["state"]);
        var b = await tenant.PushAsync("b");
        var receipts = await receiver.UntilAsync(static all => all.Count >= 1, Ct);
        Assert.Contains(b, Encoding.UTF8.GetString(receipts[0].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_says_what_came_back_and_an_address_inside_is_refused()
    {
        await using var server = await StartAsync();
        await using var receiver = await LoopbackReceiver.StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        receiver.Answer = static (http, number) =>
        {
            http.Response.StatusCode = number == 0 ? 202 : 400;
            return number == 0 ? Task.CompletedTask : http.Response.WriteAsync("""{"err":"invalid_audience","description":"not\u001bme"}""");
        };
        await CreateAsync(tenant, $$"""{"label":"r","kind":"push","url":"{{receiver.Address}}"}""");
        Assert.Equal("True", (await tenant.Operator.SendAsync(tenant.Path + "/receivers/r/test")).Expect(200)["taken"]);
        var refused = (await tenant.Operator.SendAsync(tenant.Path + "/receivers/r/test")).Expect(200);
        Assert.Equal(("400", "The receiver answered 400: invalid_audience: not me"), (refused["status"], refused["error"]));
        foreach (var url in new[] { "https://10.0.0.1/", "http://example.org@127.0.0.1/", "http://169.254.169.254/latest", "ftp://x" })
        {
            Assert.Equal("url-refused", (await tenant.Operator.SendAsync(tenant.Path + "/receivers", $$"""{"label":"x","kind":"push","url":"{{url}}"}""")).Expect(400)["code"]);
        }

        foreach (var body in new[] { """{"label":"r","kind":"poll"}""", """{"label":"","kind":"poll"}""", """{"label":"x","kind":"push"}""", """{"label":"x","kind":"poll","url":"https://x.example"}""", """{"label":"x","kind":"smoke"}""", """{"label":"x","kind":"poll","events":["smoke"]}""", """{"label":"x","kind":"poll","bearerToken":"x"}""" })
        {
            Assert.InRange((await tenant.Operator.SendAsync(tenant.Path + "/receivers", body)).Status, 400, 409);
        }
    }

    [Fact]
    public async Task Of_two_servers_on_one_database_one_delivers_and_the_other_takes_over()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var receiver = await LoopbackReceiver.StartAsync();
        await using var there = await StartAsync(database);
        await using (var here = await StartAsync(database))
        {
            var tenant = await Tenant.CreateAsync(here);
            await CreateAsync(tenant, $$"""{"label":"r","kind":"push","url":"{{receiver.Address}}"}""");
            await tenant.PushAsync("a");
            await receiver.UntilAsync(static all => all.Count >= 1, Ct);
            using var idp = there.Client(tenant.Token);
            (await idp.AskAsync("POST", tenant.Scim + "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"b"}""", "application/scim+json")).Expect(201);
            await receiver.UntilAsync(static all => all.Count >= 2, Ct);
        }

        await using var again = await StartAsync(database);
        var other = await Tenant.CreateAsync(again);
        await CreateAsync(other, $$"""{"label":"r","kind":"push","url":"{{receiver.Address}}"}""");
        await other.PushAsync("c");
        var receipts = await receiver.UntilAsync(static all => all.Count >= 3, Ct);
        Assert.Equal(3, receipts.Select(static r => Encoding.UTF8.GetString(r.Body).Split('.')[1]).Distinct().Count());
    }

    private static Task<TestServer> StartAsync(TestDatabase? database = null) =>
        TestServer.StartAsync(_ => new ServerOptions { Outbound = OutboundRules.Parse("loopback")!, Postgres = database?.Connection, Store = database is null ? StoreKind.Sqlite : StoreKind.Postgres });

    private static async Task<Answered> CreateAsync(Tenant tenant, string body) => (await tenant.Operator.SendAsync(tenant.Path + "/receivers", body)).Expect(201);

    private static async Task<PollResponse> PollAsync(HttpClient client, string body)
    {
        var answer = (await client.SendAsync("/events/v1/poll", body)).Expect(200);
        return PollResponse.Read(Encoding.UTF8.GetBytes(answer.Json.GetRawText())).Match(static read => read, static error => throw new InvalidOperationException(error.Detail));
    }

    /// <summary>As a receiver does: with the keys from their address, issuer and audience known.</summary>
    private static async Task<List<SecurityEvent>> VerifyAsync(Tenant tenant, IEnumerable<Receipt> receipts, string audience)
    {
        using var client = tenant.Server.Client();
        var keys = await client.GetByteArrayAsync(new Uri($"/.well-known/rollcall/{tenant.Id}/jwks.json", UriKind.Relative), Ct);
        var verifier = new SetVerifier
        {
            Keys = VerificationKey.ReadSet(keys).Match(static read => read, static error => throw new InvalidOperationException(error.Detail)),
            Issuer = tenant.BaseUrl,
            Audience = audience,
        };
        return [.. receipts.Select(r => Assert.IsType<SetVerdict.Genuine>(verifier.Verify(Encoding.ASCII.GetString(r.Body), TimeProvider.System.GetUtcNow())).Event)];
    }
}
