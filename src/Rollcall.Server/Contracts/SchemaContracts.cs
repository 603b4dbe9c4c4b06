using System.Text.Json;

namespace Rollcall.Server.Contracts;

/// <summary>A schema that an account defined.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Name">What people read.</param>
/// <param name="Attributes">How many attributes it has, not counting their parts.</param>
/// <param name="Types">The resource types that name it.</param>
/// <param name="Version">How often it was written, from 1.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Document">The schema itself (RFC 7643 section 7); absent in lists.</param>
internal sealed record SchemaView(string Urn, string Name, int Attributes, IReadOnlyList<string> Types, long Version, DateTimeOffset Modified, JsonElement? Document);

/// <summary>The schemas that an account defined, oldest first. Those of SCIM itself are not among them.</summary>
internal sealed record SchemaList(IReadOnlyList<SchemaView> Items);

/// <summary>A resource type that an account defined, or what it added to User or Group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Endpoint">The path below a Base URL.</param>
/// <param name="Schema">The URN of its base schema.</param>
/// <param name="Extensions">The URNs of its extensions.</param>
/// <param name="Version">How often it was written, from 1.</param>
/// <param name="Modified">When it was last written.</param>
/// <param name="Document">The type itself (RFC 7643 section 6); absent in lists.</param>
internal sealed record ResourceTypeView(
    string Name, string Endpoint, string Schema, IReadOnlyList<string> Extensions, long Version, DateTimeOffset Modified, JsonElement? Document);

/// <summary>The resource types that an account defined, and what it added to User and Group.</summary>
internal sealed record ResourceTypeList(IReadOnlyList<ResourceTypeView> Items);

/// <summary>What a change of schemas and resource types did, or would do.</summary>
/// <param name="Applied">Whether it was carried out; false of a preview, and where nothing had to change.</param>
/// <param name="Changes">What changes, a sentence each.</param>
internal sealed record SchemaChanges(bool Applied, IReadOnlyList<string> Changes);

/// <summary>An attribute that an account indexed.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Path">The attribute, with the URN of an extension before it.</param>
/// <param name="State"><c>building</c>, <c>ready</c> or <c>dropping</c>; filters find by it while it is ready.</param>
/// <param name="Done">How many records building has looked at.</param>
/// <param name="Total">How many records of the type there are.</param>
/// <param name="Created">When it was asked for; of a preview, now.</param>
internal sealed record IndexedAttribute(string Type, string Path, string State, long Done, long Total, DateTimeOffset Created);

/// <summary>The attributes that an account indexed, oldest first.</summary>
internal sealed record IndexedAttributeList(IReadOnlyList<IndexedAttribute> Items);
