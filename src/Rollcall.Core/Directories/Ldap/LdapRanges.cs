using System.Globalization;
using Rollcall.Core.Directories.Ldap.Wire;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>Active Directory sends at most 1,500 values of an attribute at once, as <c>member;range=0-1499</c>; the others are asked for.</summary>
internal static class LdapRanges
{
    /// <summary>The entry with all values of the attributes.</summary>
    public static async Task<LdapEntry> CompleteAsync(LdapConnection connection, LdapEntry entry, IReadOnlyList<string> attributes, CancellationToken ct)
    {
        foreach (var attribute in attributes)
        {
            if (Ranged(entry, attribute) is { } first)
            {
                var values = new List<byte[]>(entry.Attributes[first.Name]);
                for (var next = first.Next; next is { } from;)
                {
                    next = await MoreAsync(connection, entry.Dn, attribute, from, values, ct);
                }

                entry = entry with { Attributes = new Dictionary<string, IReadOnlyList<byte[]>>(entry.Attributes, StringComparer.OrdinalIgnoreCase) { [attribute] = values } };
            }
        }

        return entry;
    }

    private static async Task<long?> MoreAsync(LdapConnection connection, string dn, string attribute, long from, List<byte[]> values, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{attribute};range={from}-*");
        var search = new LdapSearch(dn, LdapFilter.Parse("(objectClass=*)", out _)!, [name], BaseOnly: true, PageSize: 0);
        long? next = null;
        await foreach (var entry in connection.SearchAsync(search, ct))
        {
            if (Ranged(entry, attribute) is { } range)
            {
                values.AddRange(entry.Attributes[range.Name]);
                next = range.Next;
            }
        }

        return next > from ? next : null;
    }

    /// <summary>The name under which a part of the values came, and where the next begins; null of an attribute that came whole.</summary>
    private static (string Name, long? Next)? Ranged(LdapEntry entry, string attribute)
    {
        var begin = attribute + ";range=";
        if (entry.Attributes.Keys.FirstOrDefault(k => k.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) is not { } name)
        {
            return null;
        }

        var end = name[begin.Length..].Split('-') is [_, var last] && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number + 1 : (long?)null;
        return (name, end);
    }
}
