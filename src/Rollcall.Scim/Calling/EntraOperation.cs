using System.Text.Json.Nodes;

namespace Rollcall.Scim.Calling;

/// <summary>One operation of a PATCH as Entra ID writes it.</summary>
/// <param name="Op"><c>Add</c>, <c>Replace</c> or <c>Remove</c>, capitalised.</param>
/// <param name="Path">The path, which Entra ID's default style always gives.</param>
/// <param name="Value">The value, or null for none.</param>
public sealed record EntraOperation(string Op, string Path, JsonNode? Value)
{
    /// <summary>A replacement by a text; booleans are texts too, <c>True</c> and <c>False</c>.</summary>
    public static EntraOperation Replace(string path, string value) => new("Replace", path, JsonValue.Create(value));

    /// <summary>An addition of a text.</summary>
    public static EntraOperation Add(string path, string value) => new("Add", path, JsonValue.Create(value));
}
