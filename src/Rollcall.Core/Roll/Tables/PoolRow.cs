using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>What was bought, and how much of it is given out.</summary>
public sealed record PoolRow
{
    public required long Account { get; init; }

    public required long Key { get; init; }

    public required long Total { get; init; }

    public required long Assigned { get; init; }

    public DateTimeOffset? Starts { get; init; }

    public DateTimeOffset? Ends { get; init; }

    public required LicensePolicy Policy { get; init; }

    /// <summary>Counts the changes of the pool.</summary>
    public required long Epoch { get; init; }

    /// <summary>The total asked for; it differs from <see cref="Total"/> while a lowered one is carried out, since at no moment more are assigned than the total.</summary>
    public required long Wanted { get; init; }

    /// <summary>The policy before the present one; it holds for users whom the new one has not reached yet.</summary>
    public LicensePolicy PolicyBefore { get; init; }

    /// <summary>Counts the changes of the policy, from 0.</summary>
    public long PolicyVersion { get; init; }

    /// <summary>Covered system groups: bit n stands for the users led by a directory of <see cref="DirectoryKind"/> n.</summary>
    public long Systems { get; init; }

    /// <summary>Those of them marked priority.</summary>
    public long FavoredSystems { get; init; }

    /// <summary>How many groups are covered; at 0 no membership needs a look.</summary>
    public long CoveredGroups { get; init; }

    /// <summary>Records of users in other directories than SCIM ones; at 0 no new record need be matched.</summary>
    public long Others { get; init; }

    /// <summary>While a policy is carried out: the key of the last user it has reached, or <see cref="Serving"/>; null once it is done.</summary>
    public long? Sweep { get; init; }

    /// <summary>When that policy was decided, in microseconds UTC: whom it makes eligible is eligible since then.</summary>
    public long? SweepAt { get; init; }

    /// <summary>In <see cref="Sweep"/>: all users have been reached, what is free is given out.</summary>
    public const long Serving = long.MaxValue;

    /// <summary>Whether users are still being reached: until then what becomes free is kept, so that takes come before gives.</summary>
    public bool Keeps => Sweep is not (null or Serving);

    /// <summary>Whether a policy or a total is still to be carried out.</summary>
    public bool Unfinished => Sweep is not null || Wanted != Total;

    /// <summary>Licenses that are not given out.</summary>
    public int Free => (int)Math.Max(0, Total - Assigned);
}
