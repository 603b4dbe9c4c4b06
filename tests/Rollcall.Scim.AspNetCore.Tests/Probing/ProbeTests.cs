using Rollcall.Scim.Calling;
using Rollcall.Scim.Probing;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>Our own server under our own rules.</summary>
public sealed class ProbeTests(ScimServer server)
{
    [Theory]
    [InlineData(ProbeProfiles.Rfc, "generic")]
    [InlineData(ProbeProfiles.Rfc, "strict")]
    [InlineData(ProbeProfiles.Entra, "entra")]
    [InlineData(ProbeProfiles.Okta, "okta")]
    [InlineData(ProbeProfiles.OneLogin, "onelogin")]
    public async Task Server_keeps_every_rule(ProbeProfiles profile, string manners)
    {
        var url = server.NewBase(manners);
        var report = await ProbeAsync(url, new ProbeOptions { Profile = profile });
        Assert.True(report.ExitCode == 0 && report.Count<Verdict.Inconclusive>() == 0, ReportText.Write(report));
        Assert.True(report.Count<Verdict.Passed>() > 20, ReportText.Write(report));
        Assert.Empty(report.LeftBehind);
        foreach (var endpoint in (string[])["Users", "Groups"])
        {
            Assert.Equal(0, (int)(await Answer.SendAsync(server.Http, "GET", $"{url}/{endpoint}")).Json!["totalResults"]!);
        }
    }

    private async Task<ProbeReport> ProbeAsync(string url, ProbeOptions options)
    {
        using var wire = new WireClient(server.Http, new WireOptions { BaseUrl = new Uri(url), Token = _ => ValueTask.FromResult<string?>(ScimServer.Token) });
        return await ScimProbe.RunAsync(wire, options, null, TestContext.Current.CancellationToken);
    }
}
