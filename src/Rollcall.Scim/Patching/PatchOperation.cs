using System.Text.Json.Nodes;

namespace Rollcall.Scim.Patching;

/// <summary>One operation of a PATCH, as it was sent.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Path">The path, or null where there is none.</param>
/// <param name="HasValue">True where there is a value, be it null.</param>
/// <param name="Value">The value.</param>
internal sealed record PatchOperation(PatchVerb Verb, string? Path, bool HasValue, JsonNode? Value);

/// <summary>What an operation does.</summary>
internal enum PatchVerb
{
    Add,
    Replace,
    Remove,
}
