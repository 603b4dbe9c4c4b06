namespace Rollcall.Core.Roll.Tables;

/// <summary>A user or a group that a policy names, by keys.</summary>
/// <param name="Kind">1 a user, 2 a group.</param>
/// <param name="Key">The user's or the group's key.</param>
public readonly record struct CoveredId(long Kind, long Key)
{
    public static CoveredId User(long key) => new(1, key);

    public static CoveredId Group(long key) => new(2, key);

    public bool IsUser => Kind == 1;
}
