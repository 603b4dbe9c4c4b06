namespace Rollcall.Core.People;

/// <summary>Recognises users softly deleted at the source: Entra ID renames them to objectId and old name, and sets them inactive (product rule 13).</summary>
public static class Tombstone
{
    private const int HexDigits = 32;

    /// <summary>The name the user had before, or null where the new name is a name like any other.</summary>
    /// <param name="shownUserName">The name that the User Directory shows for the record now: of a tombstone its old one; null at a create.</param>
    /// <param name="newUserName">The name that the source writes.</param>
    /// <param name="externalId">The record's externalId, compared without dashes and case.</param>
    /// <remarks>
    /// A new name alone is enough where its hex part is the externalId: the source may never have pushed the old name, or a restored backup forgot it.
    /// A record deleted twice carries the prefix twice; the first name counts.
    /// </remarks>
    public static string? Recognise(string? shownUserName, string newUserName, string? externalId)
    {
        ArgumentNullException.ThrowIfNull(newUserName);
        if (ObjectIdOf(newUserName) is not { } objectId)
        {
            return null;
        }

        var rest = WithoutPrefix(newUserName, objectId);
        var known = string.Equals(rest, shownUserName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(newUserName[HexDigits..], shownUserName, StringComparison.OrdinalIgnoreCase);
        return known || IsSame(objectId, externalId) ? rest : null;
    }

    /// <summary>The emails as they were before the same rewriting as the name's.</summary>
    /// <param name="emails">As the source wrote them.</param>
    /// <param name="userName">The rewritten name, for which <see cref="Recognise"/> gave the old one.</param>
    public static IReadOnlyList<EmailFact> PreviousEmails(IReadOnlyList<EmailFact> emails, string userName)
    {
        ArgumentNullException.ThrowIfNull(emails);
        ArgumentNullException.ThrowIfNull(userName);
        return ObjectIdOf(userName) is { } objectId
            ? [.. emails.Select(email => email with { Value = WithoutPrefix(email.Value.TrimStart(), objectId) })]
            : emails;
    }

    private static string? ObjectIdOf(string name) =>
        name.Length > HexDigits && name.AsSpan(0, HexDigits).IndexOfAnyExcept(s_hex) < 0 ? name[..HexDigits] : null;

    private static string WithoutPrefix(string text, string objectId)
    {
        while (text.Length > HexDigits && text.StartsWith(objectId, StringComparison.OrdinalIgnoreCase))
        {
            text = text[HexDigits..];
        }

        return text;
    }

    private static bool IsSame(string objectId, string? externalId) =>
        externalId is not null
        && string.Equals(objectId, externalId.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static readonly System.Buffers.SearchValues<char> s_hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
