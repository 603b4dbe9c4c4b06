using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace Rollcall.Server.Security;

/// <summary>Reads the Authorization header (RFC 6750 section 2.1). Tokens in the query or the body are not taken.</summary>
internal static class BearerHeader
{
    private const string Scheme = "Bearer ";

    /// <summary>The token, or why there is none.</summary>
    public static bool TryRead(StringValues header, [NotNullWhen(true)] out string? token, out Unproven why)
    {
        token = null;
        why = Unproven.Malformed;
        if (header.Count == 0)
        {
            why = Unproven.Absent;
            return false;
        }

        // Two headers could mean two callers to two readers.
        if (header.Count > 1 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        token = text[Scheme.Length..].Trim();
        return token.Length > 0;
    }
}
