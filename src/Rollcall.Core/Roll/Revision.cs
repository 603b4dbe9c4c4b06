using Rollcall.Core.People;

namespace Rollcall.Core.Roll;

/// <summary>What a pure function makes of a document.</summary>
public abstract record Revision
{
    private Revision()
    {
    }

    /// <summary>The document is what it was.</summary>
    public sealed record Unchanged : Revision
    {
        /// <summary>The one instance.</summary>
        public static readonly Unchanged Same = new();
    }

    /// <summary>A user's next document.</summary>
    public sealed record OfUser(byte[] Document, UserFacts Before, UserFacts After) : Revision;

    /// <summary>A group's next document.</summary>
    public sealed record OfGroup(byte[] Document, GroupFacts After) : Revision;

    /// <summary>The change cannot be made to this document.</summary>
    public sealed record Refused(object Reason) : Revision;
}

/// <summary>What a user's document says, with the keys it is found by.</summary>
/// <param name="Person">What it says.</param>
/// <param name="EmailKeys">Every email as compared, without repetition.</param>
/// <param name="DisplayKey">The display name as compared, or null.</param>
public sealed record UserFacts(PersonFacts Person, IReadOnlyList<string> EmailKeys, string? DisplayKey);

/// <summary>A revision made before the change had its turn, good only while the record has that version.</summary>
public sealed record PreparedRevision(long Version, Revision Revision);

/// <summary>One step on the members of a group, by SCIM ids.</summary>
public abstract record MemberStep
{
    private MemberStep()
    {
    }

    /// <summary>Adds these.</summary>
    public sealed record Add(IReadOnlyList<Guid> Ids) : MemberStep;

    /// <summary>Removes these and no others.</summary>
    public sealed record Remove(IReadOnlyList<Guid> Ids) : MemberStep;

    /// <summary>These are the members from now on.</summary>
    public sealed record Replace(IReadOnlyList<Guid> Ids) : MemberStep;
}
