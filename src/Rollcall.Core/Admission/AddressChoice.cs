using Rollcall.Core.Words;

namespace Rollcall.Core.Admission;

/// <summary>Whom an address means where several users of an account have it (product rule 29).</summary>
public static class AddressChoice
{
    /// <summary>The license holder; else the only active user; else, of several active, the one eligible longest; else the one changed last. Null of nobody.</summary>
    public static RowKey? Pick(IReadOnlyList<Contender> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        return users.Count == 0 ? null : users.Order(s_byClaim).First().Key;
    }

    private static readonly Comparer<Contender> s_byClaim = Comparer<Contender>.Create(static (a, b) => Claim(a).CompareTo(Claim(b)));

    private static (bool, bool, DateTimeOffset, long, RowKey) Claim(Contender user) => (
        !user.HoldsLicense,
        !user.Active,
        user.Active && user.EligibleSince is { } since ? since : DateTimeOffset.MaxValue,
        -user.Changed.UtcTicks,
        user.Key);
}
