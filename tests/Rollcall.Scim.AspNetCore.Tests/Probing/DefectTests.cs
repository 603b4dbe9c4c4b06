using Rollcall.Scim.Calling;
using Rollcall.Scim.Probing;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>A rule that cannot fail says nothing: each defect of a server turns its rule red.</summary>
public sealed class DefectTests(ScimServer server)
{
    private static readonly Defect[] s_all = [.. ProtocolDefects.All, .. ResourceDefects.All, .. PatchDefects.All];

    public static TheoryData<string, string> Defects => [.. s_all.Select(defect => (defect.Rule, defect.What))];

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_turns_its_rule_red(string rule, string what)
    {
        var defect = s_all.Single(one => one.Rule == rule && one.What == what);
        var profile = Profile(ProbeRules.All.Single(one => one.Id == rule).Profiles);
        using var http = new HttpClient(new BrokenProxy(server.Http, defect));
        var options = new WireOptions
        {
            BaseUrl = new Uri(server.NewBase(profile == ProbeProfiles.Rfc ? "generic" : profile.ToString().ToLowerInvariant())),
            Token = _ => ValueTask.FromResult<string?>(ScimServer.Token),
        };
        using var wire = new WireClient(http, options);
        var report = await ScimProbe.RunAsync(wire, new ProbeOptions { Profile = profile, Only = [rule] }, null, TestContext.Current.CancellationToken);
        Assert.True(report.Results.Count == 1 && report.Results[0].Verdict is Verdict.Failed, ReportText.Write(report));
    }

    private static ProbeProfiles Profile(ProbeProfiles profiles) =>
        profiles.HasFlag(ProbeProfiles.Rfc) ? ProbeProfiles.Rfc : profiles;
}
