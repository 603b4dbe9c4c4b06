namespace Rollcall.Core.Access;

/// <summary>What a narrowed key may ask beside <c>GET /api/me</c>: what one of its patterns takes, and what its kind may. It makes no other keys.</summary>
public sealed record RouteLimits
{
    /// <summary>How many patterns a key may have.</summary>
    public const int Most = 20;

    private RouteLimits(IReadOnlyList<RouteRule> rules) => Rules = rules;

    /// <summary>The patterns; at least one.</summary>
    public IReadOnlyList<RouteRule> Rules { get; }

    /// <summary>Reads patterns; null where one of them is none, or they are none or too many.</summary>
    public static RouteLimits? Parse(IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var rules = texts.Select(RouteRule.Parse).OfType<RouteRule>().ToList();
        return rules.Count == texts.Count && rules.Count is > 0 and <= Most ? new RouteLimits(rules) : null;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    internal static RouteLimits Stored(string text) => Parse(text.Split('\n')) ?? throw new FormatException("A key's patterns cannot be read.");

    /// <summary>Whether one of the patterns takes a request.</summary>
    public bool Admits(string verb, string path) => Rules.Any(rule => rule.Admits(verb, path));

    /// <summary>One pattern a line.</summary>
    public override string ToString() => string.Join('\n', Rules);
}
