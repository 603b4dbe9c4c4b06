using System.Globalization;

namespace Rollcall.Scim.Resources;

/// <summary>The value of an If-Match or If-None-Match header (RFC 9110 section 13.1), and the printing of an ETag.</summary>
public sealed class EntityTag
{
    private EntityTag(bool isAny, IReadOnlyList<long> versions)
    {
        IsAny = isAny;
        Versions = versions;
    }

    /// <summary>True for <c>*</c>: any existing state.</summary>
    public bool IsAny { get; }

    /// <summary>The versions named; tags that are none of ours match nothing and are left out.</summary>
    public IReadOnlyList<long> Versions { get; }

    /// <summary>Reads a header; null where it is absent or blank. A header that holds no tag of ours is a condition that nothing meets.</summary>
    public static EntityTag? Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return null;
        }

        var versions = new List<long>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "*")
            {
                return new EntityTag(isAny: true, []);
            }

            if (Version(part) is { } version)
            {
                versions.Add(version);
            }
        }

        return new EntityTag(isAny: false, versions);
    }

    /// <summary>Whether the state of this version is one of those named. Comparison is weak: <c>"3"</c> and <c>W/"3"</c> are one.</summary>
    public bool Matches(long version) => IsAny || Versions.Contains(version);

    /// <summary>The ETag of a version: <c>W/"3"</c>.</summary>
    public static string Print(long version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");

    private static long? Version(string part)
    {
        var tag = part.StartsWith("W/", StringComparison.OrdinalIgnoreCase) ? part[2..] : part;
        var opaque = tag.Length >= 2 && tag[0] == '"' && tag[^1] == '"' ? tag[1..^1] : tag;
        return long.TryParse(opaque, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
