using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>One step on a document, its names resolved and its values read, so that nothing but the document is needed to take it.</summary>
internal abstract record PatchStep
{
    private PatchStep() { }

    /// <summary>Sets an attribute or a part of a single complex one; of a list, adds the elements, or puts them in place of all others.</summary>
    public sealed record Set(AttributeTarget Target, JsonNode Value, bool Adds) : PatchStep;

    /// <summary>Unassigns an attribute, or a part.</summary>
    public sealed record Clear(AttributeTarget Target) : PatchStep;

    /// <summary>Unassigns all that an extension defines.</summary>
    public sealed record ClearContainer(SchemaDefinition Extension) : PatchStep;

    /// <summary>Takes elements out of a list that are equal to these, or have the same <c>value</c>.</summary>
    public sealed record RemoveValues(AttributeTarget Target, JsonArray Values) : PatchStep;

    /// <summary>
    /// Changes elements of a list: all where <paramref name="Where"/> is null, else those that satisfy it. A null value clears. Where
    /// <see cref="AttributeTarget.Sub"/> is set it is the part to change, else the whole element.
    /// </summary>
    public sealed record SetElements(AttributeTarget Target, Filter? Where, JsonNode? Value, bool Adds) : PatchStep;

    /// <summary>Takes elements, or one part of them, out of a list; none that match is no error (RFC 7644 section 3.5.2.2).</summary>
    public sealed record RemoveElements(AttributeTarget Target, Filter? Where) : PatchStep;
}
