using System.Collections.Concurrent;

namespace Rollcall.Server.Tests.Security;

/// <summary>Tokens, client secrets and the key ring are exchanged while requests run: nobody who uses one that is live is refused.</summary>
public sealed class RotationTests(TestServer server)
{
    private const int Senders = 6;
    private const int Rounds = 4;

    [Fact]
    [Trait("incident", "cloudflare-2023-11")]
    public async Task Tokens_are_exchanged_under_load_without_a_refusal()
    {
        var tenant = await Tenant.CreateAsync(server);
        await RunAsync(tenant, tenant.Token, async old =>
        {
            var next = await tenant.TokenAsync();
            return (next, async () => (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/directories/{tenant.Directory}/tokens/{old[..12]}")).Expect(200));
        });
    }

    [Fact]
    public async Task Client_secrets_and_the_key_ring_are_exchanged_under_load_without_a_refusal()
    {
        var tenant = await Tenant.CreateAsync(server);
        var client = await Intake.OAuthClient.CreateAsync(tenant);
        await RunAsync(tenant, (await client.AskAsync()).Expect(200)["access_token"], async _ =>
        {
            var old = client;
            client = old with { Secret = (await tenant.Operator.SendAsync(old.Path + "/secrets", "{}")).Expect(201)["clientSecret"] };
            (await tenant.Operator.SendAsync("/api/key-ring/rotate")).Expect(200);
            (await old.AskAsync()).Expect(200);
            var access = (await client.AskAsync()).Expect(200)["access_token"];
            return (access, async () => (await tenant.Operator.AskAsync("DELETE", $"{old.Path}/secrets/{old.Secret[..12]}")).Expect(200));
        });
    }

    [Fact]
    public async Task Who_still_uses_the_old_secret_is_seen()
    {
        var tenant = await Tenant.CreateAsync(server);
        var client = await Intake.OAuthClient.CreateAsync(tenant);
        (await tenant.Operator.SendAsync(client.Path + "/secrets", "{}")).Expect(201);
        using var idp = server.Client((await client.AskAsync()).Expect(200)["access_token"]);
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Core.Access.LastUse>(server.Server.Services).FlushAsync();

        var seen = (await tenant.Operator.ReadAsync($"{tenant.Path}/directories/{tenant.Directory}/oauth-clients")).Expect(200);

        Assert.NotEqual("", seen["items.0.secrets.0.lastUsed"]);
        Assert.Equal("", seen["items.0.secrets.1.lastUsed"]);
    }

    /// <summary>Senders send without a pause, each with what it was last told. One is revoked only when no sender uses it any more.</summary>
    private async Task RunAsync(Tenant tenant, string first, Func<string, Task<(string Next, Func<Task> RevokeOld)>> exchangeAsync)
    {
        using var stop = new CancellationTokenSource();
        var current = first;
        var inUse = new ConcurrentDictionary<int, string>();
        var (refused, sent) = (new ConcurrentBag<string>(), 0);
        var senders = Enumerable.Range(0, Senders).Select(n => Task.Run(async () =>
        {
            using var http = server.Client();
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var mine = inUse[n] = Volatile.Read(ref current);
                var answer = i % 3 == 0
                    ? await http.AskAsync("POST", tenant.Scim + "/Users", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u{{n}}-{{i}}"}""", "application/scim+json", "Bearer " + mine)
                    : await http.AskAsync("GET", tenant.Scim + "/Users?count=1", authorization: "Bearer " + mine);
                Interlocked.Increment(ref sent);
                if (answer.Status is not (200 or 201))
                {
                    refused.Add($"{answer.Status} {answer.Json}");
                }
            }
        })).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var old = current;
            var (next, revokeOld) = await exchangeAsync(old);
            var before = Volatile.Read(ref sent);
            Volatile.Write(ref current, next);
            // Both are live: some senders use the one, some the other, until all have been told.
            while (inUse.Values.Contains(old) || Volatile.Read(ref sent) < before + (2 * Senders))
            {
                await Task.Yield();
            }

            await revokeOld();
        }

        await stop.CancelAsync();
        await Task.WhenAll(senders);
        Assert.Empty(refused);
        Assert.True(sent > Rounds * Senders);
    }
}
