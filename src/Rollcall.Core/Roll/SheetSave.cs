using Rollcall.Core.Journal;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Writes what a batch changed: one statement a table, what frees before what takes.</summary>
internal static class SheetSave
{
    public static ValueTask WriteAsync(Session session, Sheet sheet, CancellationToken ct)
    {
        var account = sheet.Grant.Account;
        List<Step> steps = [];
        AddNames(steps, sheet, account);
        AddRecords(steps, sheet);
        AddMembers(steps, sheet, account);
        AddUsers(steps, sheet);
        Add(steps, GroupTable.Save, sheet.Groups.Changes().Where(c => c.After is not null), c => GroupTable.Values(c.After!));
        Add(steps, GroupTable.Remove, sheet.Groups.Changes().Where(c => c.After is null), c => [account, c.Key]);
        Add(steps, UserRecordTable.Save, sheet.UserRecords.Changes().Where(c => c.After is not null), c => UserRecordTable.Values(c.After!));
        Add(steps, CoveredTable.Save, sheet.Covered.Changes().Where(c => c.After is not null), c => CoveredTable.Values(account, c.Key, c.After!.Priority));
        Add(steps, CoveredTable.Remove, sheet.Covered.Changes().Where(c => c.After is null && c.Before is not null), c => [account, c.Key.Kind, c.Key.Key]);
        Add(steps, BrakeTable.Save, sheet.Brakes.Changes().Where(c => c.After is not null), c => BrakeTable.Values(c.After!));
        Add(steps, BrakeTable.SaveHeld, sheet.Held.Changes().Where(c => c.After is not null), c => BrakeTable.Values(c.After!));
        Add(steps, BrakeTable.RemoveHeld, sheet.Held.Changes().Where(c => c.After is null && c.Before is not null), c => [account, c.Before!.Key]);
        Add(steps, RemovalTable.Save, sheet.Removals.Changes().Where(c => c.After is not null), c => RemovalTable.Values(c.After!));
        Add(steps, RemovalTable.Remove, sheet.Removals.Changes().Where(c => c.After is null && c.Before is not null), c => [account, c.Key]);
        Add(steps, BlockTable.Add, sheet.Blocks.Where(b => b.Value != 0), b => BlockTable.Values(account, b.Key, b.Value));
        Add(steps, PoolTable.Save, sheet.Pools.Changes().Where(c => c.After is not null), c => PoolTable.Values(c.After!));
        if (sheet.Rows.Count > 0)
        {
            steps.Add(ChangesTable.Append(sheet.Rows));
        }

        return session.RunAsync(steps, ct);
    }

    private static void AddNames(List<Step> steps, Sheet sheet, long account)
    {
        var names = sheet.Names.Changes().ToList();
        Add(steps, NameTable.Remove, names.Where(c => c.After is null && c.Before is not null), c => [account, c.Key.Attribute, c.Key.Value]);
        Add(steps, NameTable.Save, names.Where(c => c.After is not null), c => NameTable.Values(account, c.Key, c.After!));
        var extra = sheet.ExtraKeys.Changes().ToList();
        Add(steps, ExtraKeyTable.Remove, extra.Where(c => c.After is null), c => ExtraKeyTable.Values(account, c.Key));
        Add(steps, ExtraKeyTable.Save, extra.Where(c => c.After is not null), c => ExtraKeyTable.Values(account, c.Key));
    }

    /// <summary>A head alone is written where the document stays: a member change never carries the group's document.</summary>
    private static void AddRecords(List<Step> steps, Sheet sheet)
    {
        var documents = sheet.Documents.Changes().ToDictionary(c => c.Key, c => c.After);
        var records = sheet.Records.Changes().Where(c => c.After is not null).ToList();
        Add(steps, RecordTable.Insert, records.Where(c => c.Before is null), c => RecordTable.Inserted(c.After!, documents.GetValueOrDefault(c.Key)));
        foreach (var same in records.Where(c => c.Before is not null).ToLookup(c => (Stays: RecordTable.StaysFound(c.Before!, c.After!), Revised: documents.ContainsKey(c.Key))))
        {
            switch (same.Key)
            {
                case (true, true): Add(steps, RecordTable.ReviseMoving, same, c => RecordTable.RevisedMoving(c.After!, documents[c.Key])); break;
                case (true, false): Add(steps, RecordTable.TouchMoving, same, c => RecordTable.TouchedMoving(c.After!)); break;
                case (false, true): Add(steps, RecordTable.Revise, same, c => RecordTable.Revised(c.After!, documents[c.Key])); break;
                default: Add(steps, RecordTable.Touch, same, c => RecordTable.Touched(c.After!)); break;
            }
        }
    }

    private static void AddMembers(List<Step> steps, Sheet sheet, long account)
    {
        var members = sheet.Members.Changes().ToList();
        Add(steps, MemberTable.Remove, members.Where(c => c.After is null && c.Before is not null), c => [account, c.Key.Group, c.Key.Member]);
        Add(steps, MemberTable.Save, members.Where(c => c.After is not null), c => MemberTable.Values(account, c.Key, c.After!.Since));
        Add(steps, MemberTable.RemoveGroup, sheet.Sweeps, group => [account, group]);
    }

    /// <summary>Those who lose a license go first, and of those who hold one who leaves an address: the engine forbids two of one address at every moment.</summary>
    private static void AddUsers(List<Step> steps, Sheet sheet)
    {
        var changes = sheet.Users.Changes().Where(c => c.After is not null).ToLookup(c => (Holds: c.After!.License == LicenseState.Assigned, Stays: UserTable.StaysFound(c.Before, c.After)));
        foreach (var holds in new[] { false, true })
        {
            Add(steps, UserTable.Save, changes[(holds, false)], c => UserTable.Values(c.After!));
            Add(steps, UserTable.SaveMoving, changes[(holds, true)], c => UserTable.Moving(c.After!));
        }
    }

    private static void Add<T>(List<Step> steps, RowStatement statement, IEnumerable<T> items, Func<T, Value[]> values)
    {
        var rows = items.Select(values).ToList();
        if (rows.Count > 0)
        {
            steps.Add(new Step(statement, rows));
        }
    }
}
