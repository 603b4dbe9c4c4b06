using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>An administrator lets a parked record lead: a leaver at the identity provider who stays by LDAP, or one whom SCIM is to lead no more (product rule 18).</summary>
public sealed class GiveBackUser : RollOperation
{
    /// <inheritdoc/>
    public override int JournalRows => 6;

    /// <summary>The user's key.</summary>
    public required long User { get; init; }

    /// <summary>The kinds of the account's directories by their keys.</summary>
    public required IReadOnlyDictionary<long, DirectoryKind> Kinds { get; init; }

    /// <summary>Reads a document: pure.</summary>
    public required Func<byte[], UserFacts> Facts { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.User(User);
        wants.RecordsOfUser(User);
        if (!sheet.Users.Knows(User) || sheet.Users.Find(User) is not { } user || !sheet.RecordsOf.ContainsKey(User) || Heir(sheet, user) is not { } heir)
        {
            return;
        }

        wants.Document(heir.Key);
        wants.CoveredUser(User);
        wants.GroupsOfMember(heir.Key);
        wants.Email(user.EmailKey);
        wants.Freed(1);
        if (sheet.GroupsOf.TryGetValue(heir.Key, out var groups))
        {
            foreach (var group in groups)
            {
                wants.RecordByKey(group);
            }

            Coverage.WantGroups(sheet, wants, Groups(sheet, heir));
        }

        if (sheet.Documents.Knows(heir.Key))
        {
            wants.Email(People.Address.Of(Facts(sheet.Documents.Find(heir.Key)!).Person.Emails)?.Key);
        }
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (sheet.Users.Find(User) is not { } user || Heir(sheet, user) is not { } heir)
        {
            return new Outcome.Missing();
        }

        var old = user.LeadRecord is { } key ? sheet.Records.Find(key) : null;
        var row = Row(sheet, User, ChangeKind.UserLed) with { Record = heir.Key };
        var facts = Facts(sheet.Documents.Find(heir.Key)!);
        var given = UserOfRecord.Row(sheet, user, heir, facts, Kinds[heir.Directory], user.Id, user.Key) with
        {
            Parked = user.Parked - (old is { State: not RecordState.Deleted } ? 0 : 1),
        };
        sheet.UserRecords.Put(heir.Key, new UserRecordRow(user.Account, User, heir.Key, UserRecordTable.Leads, UserRecordTable.ByHand, sheet.Grant.At));
        if (old is { State: not RecordState.Deleted })
        {
            sheet.UserRecords.Put(old.Key, new UserRecordRow(user.Account, User, old.Key, UserRecordTable.Parked, UserRecordTable.ByHand, sheet.Grant.At));
        }

        var licenses = new Licenses(sheet, row);
        licenses.Settle(user, Coverage.Led(sheet, given, Groups(sheet, heir)));
        sheet.Append(row with { Effects = string.Join(',', new[] { ChangeEffects.GivenBack, licenses.Effect }.OfType<string>()) });
        return new Outcome.UserChanged(sheet.Users.Find(User)!, Changed: true);
    }

    private static List<long> Groups(Sheet sheet, RecordRow record) =>
        [.. sheet.GroupsOf[record.Key].Where(sheet.Records.Knows).Select(g => sheet.Records.Find(g)?.OwnerKey).OfType<long>()];

    /// <summary>The record that would lead: a live one that does not; of several the one of an LDAP directory, then the oldest.</summary>
    private RecordRow? Heir(Sheet sheet, UserRow user) => sheet.RecordsOf[User]
        .Select(sheet.Records.Find).OfType<RecordRow>()
        .Where(r => r.State != RecordState.Deleted && r.Key != user.LeadRecord && Kinds.ContainsKey(r.Directory))
        .OrderBy(r => Kinds[r.Directory] != DirectoryKind.Ldap).ThenBy(r => r.Created).ThenBy(r => r.Key)
        .FirstOrDefault();
}
