namespace Rollcall.Scim.Expressions;

/// <summary>The grammar of attribute names: <c>attrPath = [URI ":"] ATTRNAME [ "." ATTRNAME ]</c> (RFC 7644 figure 1).</summary>
internal static class AttributeNames
{
    private const int MaxLength = 512;

    /// <summary>The path that a word is, or null. The dot in <c>2.0</c> does not split: what stands before the last colon is the URN.</summary>
    public static AttributePath? Read(string word)
    {
        if (word.Length is 0 or > MaxLength)
        {
            return null;
        }

        var colon = word.LastIndexOf(':');
        if (colon >= 0 && (colon == 0 || !IsUrn(word)))
        {
            return null;
        }

        var urn = colon < 0 ? null : word[..colon];
        var rest = word[(colon + 1)..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? rest : rest[..dot];
        var sub = dot < 0 ? null : rest[(dot + 1)..];
        return IsName(name) && (sub is null || IsName(sub)) ? new AttributePath(urn, name, sub) : null;
    }

    public static bool IsUrn(string word) => word.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && word.Length <= MaxLength;

    /// <summary>A letter, then letters, digits, hyphens and underscores; <c>$ref</c> is the one name that begins otherwise.</summary>
    public static bool IsName(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || (name[0] == '$' && name.Length > 1)))
        {
            return false;
        }

        return name.AsSpan(1).IndexOfAnyExcept(NameChars) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> NameChars =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
