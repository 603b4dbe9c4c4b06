using System.Globalization;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>What one run may change before it is held until an administrator releases it (product rule 15).</summary>
/// <param name="Losses">Users disabled or removed.</param>
/// <param name="Memberships">Memberships that end.</param>
/// <param name="Addresses">Users whose address changes: a license follows an address.</param>
public sealed record PullRails(int Losses, int Memberships, int Addresses)
{
    /// <summary>What is taken where nothing else is chosen.</summary>
    public static readonly PullRails Standard = new(10, 200, 20);

    /// <summary>Why a run is held, or null. Released, it may change as much as it was held for.</summary>
    /// <param name="counts">What it would change.</param>
    /// <param name="released">What was released; null where nothing was.</param>
    public string? Judge(PullCounts counts, PullCounts? released)
    {
        ArgumentNullException.ThrowIfNull(counts);
        string?[] reasons =
        [
            Over(counts.Lost, Losses, released?.Lost, "users would be disabled or removed"),
            Over(counts.MembershipsEnded, Memberships, released?.MembershipsEnded, "memberships would end"),
            Over(counts.Addresses, Addresses, released?.Addresses, "users would get another address"),
        ];
        var all = string.Join(" and ", reasons.OfType<string>());
        return all.Length == 0 ? null : all;
    }

    private static string? Over(long count, int most, long? released, string what) =>
        count > most && count > (released ?? 0) ? string.Create(CultureInfo.InvariantCulture, $"{count} {what} (at most {most})") : null;
}
