namespace Rollcall.Scim.Patching;

/// <summary>One step on the members of a group; adding who is in and removing who is not are no changes.</summary>
public abstract record MemberChange
{
    private MemberChange() { }

    /// <summary>Adds these.</summary>
    public sealed record Add(IReadOnlyList<string> Ids) : MemberChange;

    /// <summary>Removes these and no others.</summary>
    public sealed record Remove(IReadOnlyList<string> Ids) : MemberChange;

    /// <summary>These are the members from now on; an empty list empties the group.</summary>
    public sealed record Replace(IReadOnlyList<string> Ids) : MemberChange;
}
