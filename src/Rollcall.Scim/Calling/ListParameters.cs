using System.Globalization;

namespace Rollcall.Scim.Calling;

/// <summary>The query of a list request (RFC 7644 section 3.4.2); what is null is not sent.</summary>
public sealed record ListParameters
{
    /// <summary>The filter text.</summary>
    public string? Filter { get; init; }

    /// <summary>1-based position of the first result.</summary>
    public int? StartIndex { get; init; }

    /// <summary>How many results at most.</summary>
    public int? Count { get; init; }

    /// <summary>The attributes to return.</summary>
    public string? Attributes { get; init; }

    /// <summary>The attributes to leave out.</summary>
    public string? ExcludedAttributes { get; init; }

    /// <summary>The query string without its question mark, in the order in which Entra ID and Okta write it.</summary>
    public string ToQuery() => string.Join('&', Pairs().Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={Escape(pair.Value!)}"));

    private IEnumerable<KeyValuePair<string, string?>> Pairs() =>
    [
        new("attributes", Attributes),
        new("excludedAttributes", ExcludedAttributes),
        new("filter", Filter),
        new("startIndex", StartIndex?.ToString(CultureInfo.InvariantCulture)),
        new("count", Count?.ToString(CultureInfo.InvariantCulture)),
    ];

    // Entra ID writes a space as a plus (azure-docs#21660); a plus of the value is %2B, so both are unambiguous.
    private static string Escape(string value) => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);
}
