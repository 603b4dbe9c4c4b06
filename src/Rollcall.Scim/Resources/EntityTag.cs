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

    /// <summary>Reads a header; null where it is absent, blank or no list of tags.</summary>
    public static EntityTag? Parse(string? header) => throw new NotSupportedException("not filled yet");

    /// <summary>Whether the state of this version is one of those named. Comparison is weak: <c>"3"</c> and <c>W/"3"</c> are one.</summary>
    public bool Matches(long version) => IsAny || Versions.Contains(version);

    /// <summary>The ETag of a version: <c>W/"3"</c>.</summary>
    public static string Print(long version) => throw new NotSupportedException("not filled yet");
}
