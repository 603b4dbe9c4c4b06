namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>What an administrator wants of an account's schemas, granted as a whole or not at all.</summary>
public sealed record SchemaWish
{
    /// <summary>Schemas and resource types to add, or to replace those of the same URN or name.</summary>
    public IReadOnlyList<SchemaPiece> Puts { get; init; } = [];

    /// <summary>The URN of a schema to remove, or null.</summary>
    public string? DropSchema { get; init; }

    /// <summary>The name of a resource type to remove, or null; of User and Group, what the account added.</summary>
    public string? DropType { get; init; }
}

/// <summary>What became of a wish, or would become of it.</summary>
/// <param name="Applied">Whether it was carried out; false of a preview, and where nothing had to change.</param>
/// <param name="Changes">What it changes, a sentence each.</param>
public sealed record SchemaOutcome(bool Applied, IReadOnlyList<string> Changes);
