using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>What orchestrators and Prometheus ask.</summary>
public sealed class HealthTests(TestServer server)
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_server_that_runs_is_well_and_ready(string path)
    {
        using var client = server.Client();
        (await client.ReadAsync(path)).Expect(200);
    }

    [Fact]
    public async Task One_that_stops_is_not_ready_but_still_well()
    {
        await using var own = await TestServer.StartAsync(static _ => new ServerOptions());
        using var client = own.Client();
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Readiness>(own.Server.Services).Drain();

        var answer = (await client.ReadAsync("/readyz")).Expect(503);

        Assert.NotNull(answer.Message.Headers.RetryAfter);
        (await client.ReadAsync("/healthz")).Expect(200);
    }

    [Fact]
    public async Task Metrics_have_a_port_of_their_own_that_serves_nothing_else()
    {
        await using var own = await TestServer.StartAsync(static _ => new ServerOptions { MetricsPort = 0 });
        var tenant = await Tenant.CreateAsync(own);
        using var idp = tenant.Idp();
        (await idp.ReadAsync(tenant.Scim + "/Users")).Expect(200);
        using var metrics = new HttpClient { BaseAddress = own.MetricsAddress };

        (await metrics.ReadAsync("/metrics")).Expect(200);
        (await metrics.ReadAsync("/readyz")).Expect(200);
        (await metrics.ReadAsync("/api/me")).Expect(404);
        Assert.Contains("rollcall_store_commits_total", await metrics.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_on_the_main_port_are_for_this_machine_and_operators()
    {
        await using var own = await TestServer.StartAsync(static _ => new ServerOptions { TrustedProxies = [new System.Net.IPNetwork(System.Net.IPAddress.Loopback, 32)] });
        var tenant = await Tenant.CreateAsync(own);
        using var local = server.Client();
        using var proxied = own.Client();
        using var @operator = own.Client((await tenant.Operator.SendAsync("/api/operators/keys", """{"label":"test"}""")).Expect(201)["key"]);
        using var administrator = own.Client(await tenant.KeyAsync("administrator"));

        (await local.ReadAsync("/metrics")).Expect(200);
        (await proxied.ReadAsync("/metrics")).Expect(401);
        (await administrator.ReadAsync("/metrics")).Expect(403);
        (await @operator.ReadAsync("/metrics")).Expect(200);
    }

    [Fact]
    public async Task A_stop_answers_who_waits_for_news_instead_of_waiting_with_him()
    {
        var own = await TestServer.StartAsync(static _ => new ServerOptions());
        var tenant = await Tenant.CreateAsync(own);
        var end = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?after=end")).Expect(200)["next"];
        var waiting = tenant.Operator.ReadAsync($"{tenant.Path}/journal?after={end}&wait=30");
        (await tenant.Operator.ReadAsync(tenant.Path)).Expect(200);

        await own.DisposeAsync();

        Assert.Equal("", (await waiting).Expect(200)["items.0.no"]);
    }
}
