using System.Globalization;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>Refusals of this room.</summary>
internal static class LdapChecks
{
    private const int MostText = 1000;
    private const int MostPem = 64 * 1024;
    private const int MostMinutes = 7 * 24 * 60;

    public static readonly Refusal NotLdap = new(RefusalKind.Missing, "directory-not-ldap", "There is no such LDAP directory in this account.", "'rollcall directory list' shows the directories and their kinds.");

    public static readonly Refusal NotHeld = new(
        RefusalKind.Conflict, "run-not-held", "Only the latest run of a directory can be released, and only if it is held.", "'rollcall ldap runs' shows the runs; ask for a new one.");

    /// <summary>What a new directory must be given.</summary>
    public static Refusal? Missing(LdapWish wish)
    {
        var missing = new[] { ("host", wish.Host), ("bindName", wish.BindName), ("base", wish.Base) }.Where(p => string.IsNullOrWhiteSpace(p.Item2)).Select(p => p.Item1)
            .Concat(wish.Password is null ? ["password"] : []).ToList();
        return missing.Count == 0 ? null : Invalid("ldap-incomplete", $"An LDAP directory needs {string.Join(", ", missing)}.", "Give what is missing.");
    }

    public static Refusal? Refuse(LdapSettings s) =>
        Uri.CheckHostName(s.Host) == UriHostNameType.Unknown ? Invalid("host-invalid", $"'{Shown(s.Host)}' is no host name or address.", "Give the name that the server's certificate is of, without ldap:// and port.")
        : s.Port is < 1 or > 65535 ? Invalid("port-invalid", $"{s.Port} is no port.", "Give a number from 1 to 65535; 636 for ldaps, 389 for starttls.")
        : Long(s.BindName) || Long(s.Base) ? Invalid("name-invalid", $"The name to bind by and the base have 1 to {MostText} characters, and none that control a terminal.", "Correct it.")
        : s.Roots is { } pem && (pem.Length > MostPem || LdapCertificates.Read(pem) is null) ? Invalid("ca-invalid", "The CA certificates are no PEM.", "Give the text from -----BEGIN CERTIFICATE----- on, without a private key.")
        : Filter("userFilter", s.UserFilter) ?? Filter("groupFilter", s.GroupFilter) ?? Attribute(s.UserNameAttribute) ?? Attribute(s.EmailAttribute)
            ?? (s.Minutes is < 0 or > MostMinutes or (> 0 and < 5)
                ? Invalid("minutes-invalid", $"{s.Minutes} minutes are no schedule.", string.Create(CultureInfo.InvariantCulture, $"Give 5 to {MostMinutes}, or 0 for pulls on request only."))
                : s.Rails.Losses < 0 || s.Rails.Memberships < 0 || s.Rails.Addresses < 0 ? Invalid("rail-invalid", "A guard rail is a number from 0 on.", "Correct it.") : null);

    private static Refusal? Filter(string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        _ = LdapFilter.Parse(text, out var wrong);
        return wrong is null ? null : Invalid("filter-invalid", $"{name}: {wrong}", "Write it as (attribute=value), joined by (&...), (|...) and (!...).");
    }

    private static Refusal? Attribute(string? name) =>
        name is null || (name.Length <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            ? null
            : Invalid("attribute-invalid", $"'{Shown(name)}' is no attribute.", "Give its name, such as mail.");

    private static bool Long(string text) => text.Length is 0 or > MostText || text.Any(char.IsControl);

    private static Refusal Invalid(string code, string sentence, string remedy) => new(RefusalKind.Invalid, code, sentence, remedy);

    private static string Shown(string text) => LdapPerson.Clean(text.Length > 100 ? text[..100] : text);
}
