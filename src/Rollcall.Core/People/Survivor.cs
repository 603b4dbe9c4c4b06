using Rollcall.Core.Words;

namespace Rollcall.Core.People;

/// <summary>Of the users of one address, whom to keep: a suggestion, never more (product rule 14).</summary>
/// <param name="Key">The user.</param>
/// <param name="Active">At the source.</param>
/// <param name="State">A tombstone was deleted at the source.</param>
/// <param name="Blocked">By an administrator.</param>
/// <param name="LedBy">SCIM leads over others.</param>
/// <param name="Holds">Whether he holds the license.</param>
/// <param name="Created">When he came.</param>
public sealed record Survivor(RowKey Key, bool Active, RecordState State, bool Blocked, DirectoryKind LedBy, bool Holds, DateTimeOffset Created)
{
    /// <summary>An active one before an inactive, one who is led by SCIM before others, the holder before others, then whoever came last: the one created anew.</summary>
    public static RowKey Of(IReadOnlyCollection<Survivor> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        return users.OrderByDescending(u => u is { Active: true, State: RecordState.Live, Blocked: false })
            .ThenByDescending(u => u.LedBy == DirectoryKind.Scim).ThenByDescending(u => u.Holds).ThenByDescending(u => u.Created).ThenByDescending(u => u.Key).First().Key;
    }
}
