using System.Globalization;

namespace Rollcall.Core.People;

/// <summary>The one address by which a user connects and is licensed (product rule 24).</summary>
/// <param name="Text">As shown: trimmed, the domain in its ASCII form.</param>
/// <param name="Key">As compared: <paramref name="Text"/> without case.</param>
public sealed record Address(string Text, string Key)
{
    /// <summary>The longest address that SMTP can carry in a path (RFC 5321, erratum 1690), in characters.</summary>
    public const int LongestText = 254;

    private static readonly IdnMapping s_domains = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>The email marked primary, else the first of type work, else the first; null where there is none or it is no address.</summary>
    /// <remarks>Blank values do not count. A chosen value that is no address is not passed over: another email is not what the source meant.</remarks>
    public static Address? Of(IReadOnlyList<EmailFact> emails)
    {
        ArgumentNullException.ThrowIfNull(emails);
        return Chosen(emails) is { } email ? Parse(email.Value) : null;
    }

    /// <summary>Reads one address; null where the text is none.</summary>
    public static Address? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || trimmed.Length > LongestText || trimmed.AsSpan(at + 1).Contains('@') || trimmed.Any(IsForbidden))
        {
            return null;
        }

        return AsciiDomain(trimmed[(at + 1)..]) is { } domain ? Join(trimmed[..at], domain) : null;
    }

    private static EmailFact? Chosen(IReadOnlyList<EmailFact> emails)
    {
        EmailFact? first = null;
        EmailFact? work = null;
        foreach (var email in emails)
        {
            if (string.IsNullOrWhiteSpace(email.Value))
            {
                continue;
            }

            if (email.Primary)
            {
                return email;
            }

            first ??= email;
            work ??= string.Equals(email.Type, "work", StringComparison.OrdinalIgnoreCase) ? email : null;
        }

        return work ?? first;
    }

    private static bool IsForbidden(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';';

    private static Address? Join(string local, string domain)
    {
        var text = string.Concat(local, "@", domain);
        return text.Length <= LongestText ? new Address(text, text.ToLowerInvariant()) : null;
    }

    private static string? AsciiDomain(string domain)
    {
        try
        {
            return s_domains.GetAscii(domain.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            // The framework has no other way to say that a label is empty, too long or holds a forbidden character.
            return null;
        }
    }
}
