using System.Text.RegularExpressions;
using Rollcall.Core.Admission;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Admission;

public sealed partial class AdmissionDecisionTests
{
    public static TheoryData<string, string> Decisions => Tables.Read("decisions.cases");

    public static TheoryData<AdmissionReason> Reasons => [.. Enum.GetValues<AdmissionReason>()];

    [Theory]
    [MemberData(nameof(Decisions))]
    public void The_first_refusal_wins(string situation, string expected)
    {
        var decision = AdmissionDecision.Of(Facts(situation.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(expected, decision is AdmissionDecision.Refused refused ? refused.Reason.ToString() : "allowed");
    }

    [Fact]
    public void A_decision_names_the_user_where_there_is_one()
    {
        Assert.Equal(new AdmissionDecision.Allowed(new RowKey(7)), AdmissionDecision.Of(Facts([])));
        Assert.Equal(new AdmissionDecision.Refused(AdmissionReason.Waiting, new RowKey(7)), AdmissionDecision.Of(Facts(["waiting"])));
        Assert.Equal(new AdmissionDecision.Refused(AdmissionReason.AccountUnknown, null), AdmissionDecision.Of(Facts(["unknown"])));
    }

    [Fact]
    public void A_gateway_that_names_no_device_asks_for_one_more() =>
        Assert.Equal(new AdmissionDecision.Refused(AdmissionReason.DeviceLimit, new RowKey(7)),
            AdmissionDecision.Of(Facts(["dev=d1,d2,d3"]) with { Device = null }));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_code_sentence_remedy_and_finding(AdmissionReason reason)
    {
        var said = AdmissionSentence.Of(reason);
        Assert.Equal(reason.ToString(), said.Code, ignoreCase: true);
        Assert.EndsWith(".", said.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", said.Remedy, StringComparison.Ordinal);
        Assert.Matches(Code(), said.Finding);
        Assert.DoesNotContain(said.Code, AdmissionSentence.Neutral, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_session_lapses_after_five_silent_minutes_or_a_day()
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(2);
        Assert.True(SessionTerms.IsLive(now.AddHours(-1), now.AddMinutes(-5).AddTicks(1), now));
        Assert.False(SessionTerms.IsLive(now.AddHours(-1), now.AddMinutes(-5), now));
        Assert.False(SessionTerms.IsLive(now.AddHours(-24), now, now));
    }

    private static AdmissionFacts Facts(string[] words) => new()
    {
        Account = words.Contains("unknown") ? AccountStanding.Unknown : words.Contains("suspended") ? AccountStanding.Suspended : AccountStanding.Active,
        User = words.Contains("nobody") ? null : User(words),
        PoolInForce = !words.Contains("pool"),
        Device = "d1",
        LiveDevices = words.FirstOrDefault(word => word.StartsWith("dev=", StringComparison.Ordinal))?[4..].Split(',') ?? [],
    };

    private static Claimant User(string[] words)
    {
        var reason = words.Select(word => (LicenseReason?)(word switch
        {
            "disabled" => LicenseReason.Disabled,
            "noEmail" => LicenseReason.NoEmail,
            "notCovered" => LicenseReason.NotCovered,
            "duplicate" => LicenseReason.DuplicateAddress,
            "waiting" => LicenseReason.Waiting,
            _ => null,
        })).FirstOrDefault(found => found is not null) ?? LicenseReason.Assigned;
        var state = reason is LicenseReason.Assigned ? LicenseState.Assigned : reason is LicenseReason.Waiting ? LicenseState.Waiting : LicenseState.None;
        return new Claimant(new RowKey(7), words.Contains("blocked"), !words.Contains("inactive"), state, reason);
    }

    [GeneratedRegex("^RC[0-9]{3}$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
