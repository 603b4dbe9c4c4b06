using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>An administrator removes a user by hand, with all his records; for thirty days that can be undone under the same ids (product rules 14 and 22).</summary>
public sealed class RemoveUser : RollOperation
{
    /// <summary>For how long it can be undone.</summary>
    public static readonly TimeSpan Undoable = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override int JournalRows => 24;

    /// <summary>The user's key.</summary>
    public required long User { get; init; }

    /// <summary>The kinds of the account's directories by their keys.</summary>
    public required IReadOnlyDictionary<long, DirectoryKind> Kinds { get; init; }

    /// <summary>Reads a document of a kind of directory: pure.</summary>
    public required Func<DirectoryKind, byte[], UserFacts> Facts { get; init; }

    internal override void Needs(Sheet sheet, Wants wants)
    {
        wants.User(User);
        wants.RecordsOfUser(User);
        if (!sheet.Users.Knows(User) || sheet.Users.Find(User) is not { } user || !sheet.RecordsOf.ContainsKey(User))
        {
            return;
        }

        wants.Email(user.EmailKey);
        wants.Freed(1);
        foreach (var record in Records(sheet))
        {
            wants.Document(record.Key);
            wants.GroupsOfMember(record.Key);
            if (sheet.Documents.Knows(record.Key))
            {
                UserNames.Want(wants, SourceOf(record), FactsOf(sheet, record));
            }

            foreach (var group in sheet.GroupsOf.GetValueOrDefault(record.Key) ?? [])
            {
                wants.RecordByKey(group);
            }
        }
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (sheet.Users.Find(User) is not { State: not RecordState.Deleted } user)
        {
            return new Outcome.Missing();
        }

        // Who stands at a source would be sent or pulled again, and a leaver whom LDAP knows would come back by it (product rules 18 and 22).
        var records = Records(sheet);
        if (records.Exists(r => r.Active && (Kinds[r.Directory] == DirectoryKind.Ldap || (r.Key == user.LeadRecord && Kinds[r.Directory] == DirectoryKind.Scim))))
        {
            return new Outcome.Refused("active");
        }

        sheet.Removals.Put(User, new RemovalRow
        {
            Account = user.Account,
            User = User,
            Until = sheet.Grant.Now + Undoable,
            Actor = Origin.Actor,
            Lead = user.LeadRecord,
            State = user.State,
            Records = records.ToDictionary(r => r.Key, r => r.State),
            Members = [.. records.SelectMany(r => Members(sheet, r))],
        });
        Journal.ChangeRow? first = null;
        foreach (var record in records)
        {
            var row = Row(sheet, User, ChangeKind.RecordDeleted) with { Record = record.Key, Version = record.Version + 1, Cause = first?.No };
            first ??= row;
            Remove(sheet, record);
            sheet.Append(row with { Before = sheet.Documents.Find(record.Key), Effects = "removed=byHand" });
        }

        var licenses = new Licenses(sheet, first ?? Row(sheet, User, ChangeKind.RecordDeleted));
        licenses.Settle(user, user with { LeadRecord = null, Active = false, State = RecordState.Deleted, Grounds = 0, Favors = 0, QueueRank = 1, Modified = sheet.Grant.At });
        return new Outcome.UserChanged(sheet.Users.Find(User)!, Changed: true);
    }

    /// <summary>The document stays with the record, as long as this can be undone; everything else goes as by a DELETE.</summary>
    private void Remove(Sheet sheet, RecordRow record)
    {
        sheet.Put(record with { State = RecordState.Deleted, Version = record.Version + 1, Modified = sheet.Grant.At, Active = false });
        sheet.Count(record, -1);
        UserNames.Replace(sheet, record, SourceOf(record), FactsOf(sheet, record), null);
        Matching.Count(sheet, SourceOf(record), -1);
        Memberships.Leave(sheet, record);
    }

    private static IEnumerable<(long Group, long Member, long Since)> Members(Sheet sheet, RecordRow record) => sheet.GroupsOf[record.Key]
        .Where(group => sheet.Records.Find(group) is not null && sheet.Members.Find(new Membership(group, record.Key)) is not null)
        .Select(group => (group, record.Key, sheet.Members.Find(new Membership(group, record.Key))!.Since));

    private List<RecordRow> Records(Sheet sheet) => [.. sheet.RecordsOf[User].Select(sheet.Records.Find).OfType<RecordRow>().Where(r => r.State != RecordState.Deleted && Kinds.ContainsKey(r.Directory))];

    private UserSource SourceOf(RecordRow record) => new(record.Directory, Kinds[record.Directory]);

    private UserFacts FactsOf(Sheet sheet, RecordRow record) => Facts(Kinds[record.Directory], sheet.Documents.Find(record.Key)!);
}
