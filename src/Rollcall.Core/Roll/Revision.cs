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
    public sealed record OfGroup(byte[] Document, GroupFacts After) : Revision
    {
        /// <summary>What else the group was found by.</summary>
        public FurtherFacts FoundBefore { get; init; } = FurtherFacts.None;

        /// <summary>What else it is found by from now on.</summary>
        public FurtherFacts FoundAfter { get; init; } = FurtherFacts.None;
    }

    /// <summary>The next document of a resource of a custom type.</summary>
    public sealed record OfResource(byte[] Document, ResourceFacts Before, ResourceFacts After) : Revision;

    /// <summary>The change cannot be made to this document.</summary>
    public sealed record Refused(object Reason) : Revision;
}

/// <summary>What a user's document says, with the keys it is found by.</summary>
/// <param name="Person">What it says.</param>
/// <param name="Keys">What else the record is found by, without repetition: every email, the manager, attributes that an administrator indexed.</param>
/// <param name="DisplayKey">The display name as compared, or null.</param>
public sealed record UserFacts(PersonFacts Person, IReadOnlyList<FoundBy> Keys, string? DisplayKey)
{
    /// <summary>Values beside the names that no other user of the account may have.</summary>
    public IReadOnlyList<FoundBy> Unique { get; init; } = [];

    internal FurtherFacts Found => new(Keys, Unique);
}

/// <summary>What the document of a custom type says, with the keys it is found by.</summary>
/// <param name="Name">Its displayName or else its id, as compared.</param>
/// <param name="ExternalId">Its externalId, or null.</param>
/// <param name="Keys">What else it is found by, without repetition.</param>
/// <param name="Unique">Values that no other resource of the account may have.</param>
public sealed record ResourceFacts(string Name, string? ExternalId, IReadOnlyList<FoundBy> Keys, IReadOnlyList<FoundBy> Unique)
{
    internal FurtherFacts Found => new(Keys, Unique);
}

/// <summary>What a record is found by beside its names.</summary>
/// <param name="Keys">Keys, without repetition.</param>
/// <param name="Unique">Values that no other record of the account may have, without repetition.</param>
public sealed record FurtherFacts(IReadOnlyList<FoundBy> Keys, IReadOnlyList<FoundBy> Unique)
{
    /// <summary>Nothing.</summary>
    public static readonly FurtherFacts None = new([], []);
}

/// <summary>A key of a record beside its names.</summary>
/// <param name="Attribute">Which attribute: <see cref="KeyAttributes"/>, or a number that the account gave to an attribute it indexed.</param>
/// <param name="Value">The value as compared.</param>
public readonly record struct FoundBy(long Attribute, string Value);

/// <summary>Numbers of attributes that records are found by in every account.</summary>
public static class KeyAttributes
{
    /// <summary>Every <c>emails.value</c> of a user.</summary>
    public const long Email = 1;

    /// <summary>A user's <c>manager.value</c>.</summary>
    public const long Manager = 2;

    /// <summary>The externalId of a resource of a custom type.</summary>
    public const long ExternalId = 3;

    /// <summary>A custom extension that the record carries, as <see cref="OfExtension"/> writes it: so is known which schemas are in use.</summary>
    public const long Extension = 4;

    /// <summary>From here on an account's own numbers.</summary>
    public const long FirstOwn = 16;

    /// <summary>The value under <see cref="Extension"/> of a type's records that carry a schema.</summary>
    public static string OfExtension(Words.RecordType type, string urn) => $"{(long)type}|{urn.ToLowerInvariant()}";
}

/// <summary>A revision made before the change had its turn, good only while the record has that version.</summary>
public sealed record PreparedRevision(long Version, Revision Revision);

/// <summary>One step on the members of a group, by SCIM ids.</summary>
public abstract record MemberStep
{
    private MemberStep()
    {
    }

    /// <summary>How many members it may move at the most.</summary>
    internal int Most => this switch
    {
        Add add => add.Ids.Count,
        Remove remove => remove.Ids.Count,
        _ => 1_000_000,
    };

    /// <summary>Adds these.</summary>
    public sealed record Add(IReadOnlyList<Guid> Ids) : MemberStep;

    /// <summary>Removes these and no others.</summary>
    public sealed record Remove(IReadOnlyList<Guid> Ids) : MemberStep;

    /// <summary>These are the members from now on.</summary>
    public sealed record Replace(IReadOnlyList<Guid> Ids) : MemberStep;
}
