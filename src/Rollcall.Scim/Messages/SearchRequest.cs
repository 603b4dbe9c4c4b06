using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;

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

    /// <summary>Reads one. 400 <c>invalidSyntax</c> where the schema is not SearchRequest's, <c>invalidValue</c> where a member has a wrong type.</summary>
    public static ScimResult<SearchRequest> Read(ReadOnlyMemory<byte> utf8Json, ScimProfile profile, Tolerances tolerances) =>
        throw new NotSupportedException("not filled yet");
}
