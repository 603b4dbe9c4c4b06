using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages;

/// <summary>A query sent by POST to <c>.search</c> (RFC 7644 section 3.4.3).</summary>
public sealed record SearchRequest
{
    /// <summary>The filter, or null.</summary>
    public string? Filter { get; init; }

    /// <summary>What to show, or null.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>What to leave out, or null.</summary>
    public IReadOnlyList<string>? ExcludedAttributes { get; init; }

    /// <summary>What to sort by, or null.</summary>
    public string? SortBy { get; init; }

    /// <summary><c>ascending</c> or <c>descending</c>, or null.</summary>
    public string? SortOrder { get; init; }

    /// <summary>The first result wanted, as sent, or null.</summary>
    public int? StartIndex { get; init; }

    /// <summary>How many results at most, as sent, or null.</summary>
    public int? Count { get; init; }

    /// <summary>The cursor (RFC 9865 section 3), or null.</summary>
    public string? Cursor { get; init; }

    /// <summary>Reads one. 400 <c>invalidSyntax</c> where the schema is not SearchRequest's, <c>invalidValue</c> where a member has a wrong type.</summary>
    public static ScimResult<SearchRequest> Read(ReadOnlyMemory<byte> utf8Json, ScimProfile profile, Tolerances tolerances)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(tolerances);
        try
        {
            return Read(JsonTree.Read(utf8Json.Span), profile, tolerances);
        }
        catch (ScimRefusal refusal)
        {
            return refusal.Error;
        }
    }

    private static SearchRequest Read(JsonObject body, ScimProfile profile, Tolerances tolerances)
    {
        var urns = Texts(body, "schemas") ?? [];
        if (!urns.Contains(Urns.SearchRequest, StringComparer.OrdinalIgnoreCase))
        {
            if (urns.Count > 0 || !profile.AcceptUnknownSchemas)
            {
                throw ScimRefusal.Syntax($"schemas does not name {Urns.SearchRequest}.");
            }

            tolerances.Add("missing-schema", Urns.SearchRequest);
        }

        return new SearchRequest
        {
            Filter = Text(body, "filter"),
            Attributes = Texts(body, "attributes"),
            ExcludedAttributes = Texts(body, "excludedAttributes"),
            SortBy = Text(body, "sortBy"),
            SortOrder = Text(body, "sortOrder"),
            StartIndex = Whole(body, "startIndex"),
            Count = Whole(body, "count"),
            Cursor = Text(body, "cursor"),
        };
    }

    private static JsonNode? Member(JsonObject body, string name) =>
        body.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Text(JsonObject body, string name) =>
        Member(body, name) is { } node ? Scalars.Text(node) ?? throw ScimRefusal.Value($"{name} takes a text.") : null;

    private static List<string>? Texts(JsonObject body, string name)
    {
        if (Member(body, name) is not { } node)
        {
            return null;
        }

        var array = node as JsonArray ?? throw ScimRefusal.Value($"{name} takes an array of texts.");
        return [.. array.Select(n => Scalars.Text(n) ?? throw ScimRefusal.Value($"{name} takes an array of texts."))];
    }

    // What does not fit an int is as good as the largest one: the page is capped, and a start beyond the end is empty.
    private static int? Whole(JsonObject body, string name)
    {
        if (Member(body, name) is not { } node)
        {
            return null;
        }

        return Scalars.Number(node) is { } literal && Scalars.IsInteger(literal)
            && decimal.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
            : throw ScimRefusal.Value($"{name} takes a whole number.");
    }
}
