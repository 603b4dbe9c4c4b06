using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Whether a new record is of a user who is here already: decided once, when it is created, by the user name alone (product rule 16).</summary>
internal static class Matching
{
    public static void Want(Sheet sheet, Wants wants, UserSource source, UserFacts facts)
    {
        if (source.IsScim && sheet.Pool.Others == 0)
        {
            return;
        }

        wants.UsersNamed(facts.Person.NameKey);
        if (sheet.UsersByName.Knows(facts.Person.NameKey) && Find(sheet, source, facts) is { } match)
        {
            wants.CoveredUser(match.Key);
            wants.Email(match.EmailKey);
            wants.Freed(1);
        }
    }

    /// <summary>The one user of that name whom the other side knows and this side does not; null where there is none or more than one.</summary>
    public static UserRow? Find(Sheet sheet, UserSource source, UserFacts facts)
    {
        if (source.IsScim && sheet.Pool.Others == 0)
        {
            return null;
        }

        var free = sheet.UsersOfName(facts.Person.NameKey).Where(u => u.LeadRecord is not null && (source.IsScim ? u.LedBy != DirectoryKind.Scim : u is { LedBy: DirectoryKind.Scim, Parked: 0 })).Take(2).ToList();
        return free is [var only] ? only : null;
    }

    /// <summary>Counts the records that a SCIM record may be matched with.</summary>
    public static void Count(Sheet sheet, UserSource source, int step)
    {
        if (!source.IsScim)
        {
            var pool = sheet.Pools.Find(0) ?? sheet.Pool with { Key = sheet.Grant.NextKey() };
            sheet.Pools.Put(0, pool with { Others = pool.Others + step });
        }
    }
}
