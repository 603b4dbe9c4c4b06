using Rollcall.Scim.Calling;
using Rollcall.Scim.Probing;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Probing;

/// <summary>The whole server under our own rules, on both stores.</summary>
public sealed class ServerProbeTests(TestServer server)
{
    /// <summary>All that may be skipped, so that nothing is skipped in silence.</summary>
    private static readonly string[] Skips =
    [
        "The server does not advertise changePassword.",
        "filter.maxResults is 1000; more users than 20 are not created for this.",
    ];

    public static TheoryData<ProbeProfiles, string> Directories => new()
    {
        { ProbeProfiles.Rfc, "generic" },
        { ProbeProfiles.Rfc, "strict" },
        { ProbeProfiles.Entra, "entra" },
        { ProbeProfiles.Okta, "okta" },
        { ProbeProfiles.OneLogin, "onelogin" },
    };

    [Theory]
    [MemberData(nameof(Directories))]
    public Task The_server_keeps_every_rule(ProbeProfiles profile, string provider) => ProbeAsync(server, profile, provider);

    [Fact]
    public async Task The_server_keeps_every_rule_on_PostgreSQL()
    {
        await using var database = await TestDatabase.CreateAsync();
        var own = await TestServer.StartAsync(_ => new ServerOptions { Store = StoreKind.Postgres, Postgres = database.Connection });
        try
        {
            await Task.WhenAll(Directories.Select(row => ProbeAsync(own, row.Data.Item1, row.Data.Item2)));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private static async Task ProbeAsync(TestServer server, ProbeProfiles profile, string provider)
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 1000, idp: provider);
        using var http = server.Client();
        using var wire = new WireClient(http, new WireOptions { BaseUrl = new Uri(server.Address, tenant.Scim), Token = _ => ValueTask.FromResult<string?>(tenant.Token) });
        var report = await ScimProbe.RunAsync(wire, new ProbeOptions { Profile = profile }, null, TestContext.Current.CancellationToken);

        var loud = string.Join('\n', report.Results.Where(result => result.Verdict is Verdict.Failed or Verdict.Inconclusive).Select(ReportText.Line));
        Assert.True(report.ExitCode == 0 && loud.Length == 0, loud + ReportText.Summary(report));
        Assert.Empty(report.LeftBehind);
        Assert.Empty(report.Results.Select(result => result.Verdict).OfType<Verdict.Skipped>().Select(skip => skip.Reason).Except(Skips));
    }
}
