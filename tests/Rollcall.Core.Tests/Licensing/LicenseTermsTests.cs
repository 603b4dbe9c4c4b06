using Rollcall.Core.Licensing;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Licensing;

public sealed class LicenseTermsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, false, true, true, null)]
    [InlineData(false, false, false, false, LicenseReason.Disabled)]
    [InlineData(true, true, true, true, LicenseReason.Disabled)]
    [InlineData(true, false, false, false, LicenseReason.NoEmail)]
    [InlineData(true, false, true, false, LicenseReason.NotCovered)]
    public void Reasons_are_tried_in_their_order(bool active, bool blocked, bool hasAddress, bool covered, LicenseReason? expected)
    {
        var eligibility = Eligibility.Of(active, blocked, hasAddress, covered);
        Assert.Equal(expected is null, eligibility.IsEligible);
        Assert.Equal(expected, (eligibility as Eligibility.Barred)?.Reason);
    }

    [Theory]
    [InlineData(LicenseState.Assigned, LicenseReason.Assigned, true, "assigned")]
    [InlineData(LicenseState.Assigned, LicenseReason.Assigned, false, "poolNotInForce")]
    [InlineData(LicenseState.Waiting, LicenseReason.Waiting, true, "waiting")]
    [InlineData(LicenseState.Waiting, LicenseReason.Waiting, false, "poolNotInForce")]
    [InlineData(LicenseState.None, LicenseReason.Disabled, false, "disabled")]
    [InlineData(LicenseState.None, LicenseReason.NoEmail, false, "noEmail")]
    [InlineData(LicenseState.None, LicenseReason.NotCovered, false, "notCovered")]
    [InlineData(LicenseState.None, LicenseReason.DuplicateAddress, false, "duplicateAddress")]
    [InlineData(LicenseState.None, LicenseReason.DuplicateAddress, true, "duplicateAddress")]
    public void The_shown_state(LicenseState state, LicenseReason reason, bool inForce, string shown) =>
        Assert.Equal(shown, LicenseView.Name(LicenseView.Of(state, reason, inForce)));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(0, null, true)]
    [InlineData(1, null, false)]
    [InlineData(-2, 0, false)]
    [InlineData(-2, 1, true)]
    [InlineData(null, -1, false)]
    public void A_pool_is_in_force_from_its_start_until_before_its_end(int? starts, int? ends, bool expected) =>
        Assert.Equal(expected, new PoolTerms(1, At(starts), At(ends), LicensePolicy.All).InForce(s_now));

    [Fact]
    public void A_break_under_24_hours_keeps_the_place()
    {
        var since = s_now.AddDays(-90);
        Assert.Equal(s_now, EligibilityClock.Since(null, null, s_now));
        Assert.Equal(since, EligibilityClock.Since(since, null, s_now));
        Assert.Equal(since, EligibilityClock.Since(since, s_now.AddHours(-24).AddTicks(1), s_now));
        Assert.Equal(s_now, EligibilityClock.Since(since, s_now.AddHours(-24), s_now));
    }

    [Fact]
    public void A_lowered_total_takes_from_those_assigned_last()
    {
        LicenseHolding[] held = [new(new(1), s_now), new(new(2), s_now.AddDays(-1)), new(new(3), s_now), new(new(4), s_now.AddDays(-2))];
        Assert.Equal([new RowKey(3), new RowKey(1)], PoolCut.Losers(held, 2));
        Assert.Empty(PoolCut.Losers(held, 4));
        Assert.Empty(PoolCut.Losers(held, 9));
        Assert.Equal(4, PoolCut.Losers(held, 0).Count);
    }

    private static DateTimeOffset? At(int? hours) => hours is { } h ? s_now.AddHours(h) : null;
}
