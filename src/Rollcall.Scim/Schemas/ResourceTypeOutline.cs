namespace Rollcall.Scim.Schemas;

/// <summary>A resource type as its document tells it (RFC 7643 section 6): schemas are named by URN, not yet looked up.</summary>
/// <param name="Name">The name: <c>Device</c>.</param>
/// <param name="Endpoint">The path below the base URL, one segment: <c>/Devices</c>.</param>
/// <param name="Description">What it is, for people.</param>
/// <param name="Schema">The URN of the base schema.</param>
/// <param name="Extensions">The URNs of the extensions, and whether a resource must carry them.</param>
public sealed record ResourceTypeOutline(
    string Name, string Endpoint, string Description, string Schema, IReadOnlyList<(string Schema, bool Required)> Extensions);
