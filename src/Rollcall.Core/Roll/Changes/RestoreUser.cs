using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Undoes the removal of a user: his records are there again under the same ids, with names, documents and groups, unless another has taken a name meanwhile.</summary>
public sealed class RestoreUser : RollOperation
{
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
        wants.Removal(User);
        if (!sheet.Removals.Knows(User) || sheet.Removals.Find(User) is not { } removal || !sheet.RecordsOf.ContainsKey(User))
        {
            return;
        }

        wants.CoveredUser(User);
        wants.Freed(1);
        foreach (var record in Records(sheet, removal))
        {
            wants.Document(record.Key);
            if (sheet.Documents.Knows(record.Key) && sheet.Documents.Find(record.Key) is not null)
            {
                var facts = FactsOf(sheet, record);
                UserNames.Want(wants, SourceOf(record), facts);
                wants.Email(Address.Of(facts.Person.Emails)?.Key);
            }
        }

        foreach (var (group, member, _) in removal.Members)
        {
            wants.RecordByKey(group);
            wants.Member(group, member);
            if (sheet.Records.Knows(group) && sheet.Records.Find(group) is { } head)
            {
                Coverage.WantGroups(sheet, wants, [head.OwnerKey]);
            }
        }

        wants.Email(sheet.Users.Knows(User) ? sheet.Users.Find(User)?.EmailKey : null);
    }

    internal override Outcome Decide(Sheet sheet)
    {
        if (sheet.Removals.Find(User) is not { } removal || removal.Until <= sheet.Grant.Now || sheet.Users.Find(User) is not { } user)
        {
            return new Outcome.Missing();
        }

        var records = Records(sheet, removal).Where(r => sheet.Documents.Find(r.Key) is not null).ToList();
        if (records.Select(r => UserNames.Conflict(sheet, r.Key, SourceOf(r), FactsOf(sheet, r))).FirstOrDefault(c => c is not null) is { } taken)
        {
            return taken;
        }

        Journal.ChangeRow? first = null;
        foreach (var record in records)
        {
            var row = Row(sheet, User, ChangeKind.RecordCreated) with { Record = record.Key, Version = record.Version + 1, Cause = first?.No };
            first ??= row;
            Restore(sheet, record, removal);
            sheet.Append(row with { Effects = "restored=byHand" });
        }

        var licenses = new Licenses(sheet, first ?? Row(sheet, User, ChangeKind.RecordCreated));
        licenses.Settle(user, Back(sheet, user, removal, records));
        sheet.Removals.Put(User, null);
        return new Outcome.UserChanged(sheet.Users.Find(User)!, Changed: true);
    }

    private void Restore(Sheet sheet, RecordRow record, RemovalRow removal)
    {
        var facts = FactsOf(sheet, record);
        var back = record with { State = removal.Records[record.Key], Version = record.Version + 1, Modified = sheet.Grant.At, Active = facts.Person.Active };
        sheet.Put(back);
        sheet.Count(back, 1);
        UserNames.Replace(sheet, back, SourceOf(back), null, facts);
        Matching.Count(sheet, SourceOf(back), 1);
        foreach (var (group, member, since) in removal.Members.Where(m => m.Member == record.Key))
        {
            if (sheet.Records.Find(group) is { State: not RecordState.Deleted } head)
            {
                sheet.Members.Put(new Membership(group, member), new MembershipMark(since));
                sheet.Put(head with { Version = head.Version + 1, Modified = sheet.Grant.At });
            }
        }
    }

    private UserRow Back(Sheet sheet, UserRow user, RemovalRow removal, List<RecordRow> records)
    {
        var lead = records.Find(r => r.Key == removal.Lead);
        var groups = removal.Members.Where(m => m.Member == removal.Lead).Select(m => sheet.Records.Find(m.Group)).OfType<RecordRow>().Where(g => g.State != RecordState.Deleted).Select(g => g.OwnerKey);
        var back = lead is null
            ? user with { State = removal.State, Active = false, Modified = sheet.Grant.At }
            : UserOfRecord.Row(sheet, user, lead with { State = removal.Records[lead.Key] }, FactsOf(sheet, lead), Kinds[lead.Directory], user.Id, user.Key) with { State = removal.State };
        return Coverage.Led(sheet, back, groups.ToList());
    }

    private List<RecordRow> Records(Sheet sheet, RemovalRow removal) => [.. sheet.RecordsOf[User].Select(sheet.Records.Find).OfType<RecordRow>().Where(r => removal.Records.ContainsKey(r.Key) && Kinds.ContainsKey(r.Directory))];

    private UserSource SourceOf(RecordRow record) => new(record.Directory, Kinds[record.Directory]);

    private UserFacts FactsOf(Sheet sheet, RecordRow record) => Facts(Kinds[record.Directory], sheet.Documents.Find(record.Key)!);
}
