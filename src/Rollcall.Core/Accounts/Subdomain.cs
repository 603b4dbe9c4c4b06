using System.Diagnostics.CodeAnalysis;

namespace Rollcall.Core.Accounts;

/// <summary>The short name by which people and clients call an account: a DNS label of 2 to 63 letters, digits and hyphens.</summary>
public sealed record Subdomain
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 2;

    /// <summary>The most characters that a DNS label holds (RFC 1035, section 2.3.4).</summary>
    public const int Longest = 63;

    private Subdomain(string value) => Value = value;

    /// <summary>The text, in lower case.</summary>
    public string Value { get; }

    /// <summary>Reads a subdomain; capitals are taken as small letters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Subdomain? subdomain)
    {
        var value = text?.Trim().ToLowerInvariant() ?? string.Empty;
        var fits = value.Length is >= Shortest and <= Longest && value[0] != '-' && value[^1] != '-' && value.All(IsAllowed);
        subdomain = fits ? new Subdomain(value) : null;
        return fits;
    }

    public override string ToString() => Value;

    private static bool IsAllowed(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';
}
