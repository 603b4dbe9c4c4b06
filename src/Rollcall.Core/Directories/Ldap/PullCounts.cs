namespace Rollcall.Core.Directories.Ldap;

/// <summary>What a run has seen and changed, or would change.</summary>
public sealed record PullCounts
{
    /// <summary>Entries of users read.</summary>
    public long Users { get; init; }

    /// <summary>Entries of groups read.</summary>
    public long Groups { get; init; }

    /// <summary>Users created.</summary>
    public long Created { get; init; }

    /// <summary>Users changed.</summary>
    public long Changed { get; init; }

    /// <summary>Users disabled or removed, since they are gone there or are disabled there.</summary>
    public long Lost { get; init; }

    /// <summary>Users whose address changed.</summary>
    public long Addresses { get; init; }

    /// <summary>Groups created, renamed or removed.</summary>
    public long GroupsChanged { get; init; }

    public long MembershipsBegun { get; init; }

    public long MembershipsEnded { get; init; }

    /// <summary>Members that are no users of this directory: nested groups, and entries outside of the base or the filter.</summary>
    public long UnknownMembers { get; init; }

    /// <summary>Entries that were left out, each with its reason.</summary>
    public long Skipped { get; init; }

    /// <summary>Whether anything changes.</summary>
    public bool Any => Created + Changed + Lost + GroupsChanged + MembershipsBegun + MembershipsEnded > 0;
}
