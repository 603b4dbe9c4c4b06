using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>Which attributes an answer shows (RFC 7644 section 3.4.2.5).</summary>
public sealed class Projection
{
    private readonly ResourceType _type;

    private Projection(ResourceType type) => _type = type;

    /// <summary>Everything that is returned by default.</summary>
    public static Projection Whole(ResourceType type) => new(type);

    /// <summary>Reads the comma-separated query parameters; null or blank means absent. 400 <c>invalidValue</c> where both are given.</summary>
    public static ScimResult<Projection> Parse(string? attributes, string? excludedAttributes, ResourceType type) => throw new NotSupportedException("not filled yet");

    /// <summary>Reads the lists of a SearchRequest; null or empty means absent. 400 <c>invalidValue</c> where both are given.</summary>
    public static ScimResult<Projection> Parse(
        IReadOnlyList<string>? attributes, IReadOnlyList<string>? excludedAttributes, ResourceType type) => throw new NotSupportedException("not filled yet");

    /// <summary>True where stored bytes can be written as they are.</summary>
    public bool IsWhole => _type is not null;

    /// <summary>True where the answer shows a group's members.</summary>
    public bool NeedsMembers => _type is not null;

    /// <summary>True where a user's groups were asked for by name.</summary>
    public bool NeedsGroups => _type is null;

    /// <summary>True where a user's groups were excluded, or others were asked for by name; then they are left out even where a profile returns them.</summary>
    public bool HidesGroups => _type is null;

    /// <summary>Removes from the document what the answer does not show, and returns it. The document is the caller's own copy.</summary>
    public JsonObject Apply(JsonObject document) => throw new NotSupportedException("not filled yet");
}
