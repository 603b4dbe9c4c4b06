using System.Globalization;
using System.Text;

namespace Rollcall.Shared.Ldap;

/// <summary>Entries as slapd loads them.</summary>
internal static class Ldif
{
    /// <summary>An organizational unit.</summary>
    public static string Unit(string name) => $"""
        dn: ou={name},{Slapd.Suffix}
        objectClass: organizationalUnit
        ou: {name}


        """;

    /// <summary>A person.</summary>
    public static string Person(string uid, string unit, string? mail = null, string? extra = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"dn: uid={uid},ou={unit},{Slapd.Suffix}\nobjectClass: inetOrgPerson\nuid: {uid}\ncn: {uid} Example\nsn: Example\ngivenName: {uid}\n");
        if (mail is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"mail: {mail}\n");
        }

        return text.Append(extra).Append('\n').ToString();
    }

    /// <summary>A group of names.</summary>
    public static string Group(string name, string unit, params IEnumerable<string> members) =>
        $"dn: cn={name},ou={unit},{Slapd.Suffix}\nobjectClass: groupOfNames\ncn: {name}\n" + string.Concat(members.Select(m => $"member: uid={m},ou={unit},{Slapd.Suffix}\n")) + "\n";
}
