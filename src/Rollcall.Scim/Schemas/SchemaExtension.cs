namespace Rollcall.Scim.Schemas;

/// <summary>A schema that extends a resource type (RFC 7643 section 3.3).</summary>
/// <param name="Schema">The schema; its attributes live under its URN.</param>
/// <param name="Required">True where a resource must carry it.</param>
public sealed record SchemaExtension(SchemaDefinition Schema, bool Required);
