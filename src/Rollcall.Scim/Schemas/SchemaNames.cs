using System.Buffers;

namespace Rollcall.Scim.Schemas;

/// <summary>How schemas, attributes and resource types may be called.</summary>
internal static class SchemaNames
{
    private static readonly SearchValues<char> NameChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // Less than RFC 8141 allows: a URN stands in filters and paths (RFC 7644 figure 1), where brackets, quotes and commas have a meaning of their own.
    private static readonly SearchValues<char> UrnChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:");

    private static readonly string[] TakenEndpoints = ["/Me", "/Bulk", "/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/.search"];

    private static readonly string[] TakenUrns = [Urns.ServiceProviderConfig, Urns.ResourceType, Urns.Schema];

    /// <summary>A letter, then letters, digits, hyphens and underscores (RFC 7643 section 2.1, where <c>$</c> is a letter of <c>$ref</c> alone).</summary>
    public static bool IsAttribute(string name) => name is "$ref" || IsType(name);

    /// <summary>A resource type's name stands in URLs: as an attribute, without <c>$</c>.</summary>
    public static bool IsType(string name) => name.Length is > 0 and <= 128 && char.IsAsciiLetter(name[0]) && name.AsSpan().IndexOfAnyExcept(NameChars) < 0;

    public static bool IsEndpoint(string endpoint) => endpoint.Length > 1 && endpoint[0] == '/' && IsType(endpoint[1..]);

    public static bool IsTakenEndpoint(string endpoint) => TakenEndpoints.Contains(endpoint, StringComparer.OrdinalIgnoreCase);

    public static bool IsUrn(string urn)
    {
        if (urn.Length > 255 || !urn.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || urn.AsSpan().IndexOfAnyExcept(UrnChars) >= 0)
        {
            return false;
        }

        var parts = urn.Split(':');
        return parts.Length >= 3 && parts.All(p => p.Length > 0);
    }

    /// <summary>URNs that mean something else in SCIM: messages, and the documents of discovery.</summary>
    public static bool IsTakenUrn(string urn) => urn.StartsWith("urn:ietf:params:scim:api:", StringComparison.OrdinalIgnoreCase)
        || TakenUrns.Contains(urn, StringComparer.OrdinalIgnoreCase);
}
