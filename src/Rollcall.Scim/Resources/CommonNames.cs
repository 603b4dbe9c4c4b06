using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>The names that almost every body is made of, so that reading one does not make each of them anew.</summary>
internal static class CommonNames
{
    private const int Longest = 64;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_names = ScimSchemas.Standard.Schemas
        .SelectMany(static schema => schema.Attributes.SelectMany(static a => a.SubAttributes.Select(static s => s.Name).Prepend(a.Name)).Prepend(schema.Id))
        .Concat(["schemas", "id", "externalId", "meta", "Operations", "op", "path", "value", "$ref", "type", "primary", "display"])
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name that the reader stands on, where it is one of them.</summary>
    public static string? Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > Longest)
        {
            return null;
        }

        Span<char> text = stackalloc char[Longest];
        return Ascii.ToUtf16(reader.ValueSpan, text, out var length) == System.Buffers.OperationStatus.Done && s_names.TryGetValue(text[..length], out var name) ? name : null;
    }
}
