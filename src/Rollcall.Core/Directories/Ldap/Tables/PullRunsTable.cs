using System.Data.Common;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Ldap.Tables;

/// <summary>Runs of pulls, and what each did with single entries.</summary>
internal static class PullRunsTable
{
    private static readonly string[] CountColumns =
        ["users_read", "groups_read", "created", "changed", "lost", "addresses", "groups_changed", "memberships_begun", "memberships_ended", "unknown_members", "skipped"];

    private static readonly Table Shape = new("pull_runs", ["key"], [
        new("key", ColumnType.Number), new("directory", ColumnType.Number), new("actor", ColumnType.Text), new("state", ColumnType.Number), new("dry", ColumnType.Number),
        new("releases", ColumnType.Number), new("asked", ColumnType.Number), new("ended", ColumnType.Number), new("fault", ColumnType.Number), new("sentence", ColumnType.Text),
        .. CountColumns.Select(name => new Column(name, ColumnType.Number))], rowKey: true);

    private static readonly Table Entries = new("pull_entries", ["run", "no"], [
        new("run", ColumnType.Number), new("no", ColumnType.Number), new("name", ColumnType.Text), new("what", ColumnType.Text), new("reason", ColumnType.Text)]);

    private static readonly Sql FindText = new($"select {Shape.SelectList} from pull_runs where account = $1 and key = $2");
    private static readonly Sql LatestText = new($"select {Shape.SelectList} from pull_runs where account = $1 and directory = $2 order by key desc limit $3");

    /// <summary>Over all accounts, for the worker that pulls.</summary>
    private static readonly Sql OpenText = new($"select {Shape.SelectList} from pull_runs where state <= 3 order by key");

    private static readonly Sql EntriesText = new("select name, what, reason from pull_entries where account = $1 and run = $2 order by no limit $3");

    public static Step Save(PullRun run) => new(Shape.Save, [Values(run)]);

    public static Step SaveEntries(PullRun run, IReadOnlyList<PullEntry> entries) =>
        new(Entries.Save, [.. entries.Select((e, n) => (Value[])[run.Account, run.Key, (long)n, e.Name, e.What, e.Reason])]);

    public static ValueTask<PullRun?> FindAsync(Session session, long account, long key, CancellationToken ct) => session.FirstAsync(FindText, [account, key], Read, ct);

    public static ValueTask<List<PullRun>> LatestAsync(Session session, long account, RowKey directory, int limit, CancellationToken ct) =>
        session.QueryAsync(LatestText, [account, directory.Value, (long)limit], Read, ct);

    /// <summary>Runs of all accounts that are asked for or under way.</summary>
    public static ValueTask<List<PullRun>> OpenAsync(Session session, CancellationToken ct) => session.QueryAsync(OpenText, [], Read, ct);

    public static ValueTask<List<PullEntry>> EntriesAsync(Session session, PullRun run, int limit, CancellationToken ct) =>
        session.QueryAsync(EntriesText, [run.Account, run.Key, (long)limit], static r => new PullEntry(r.GetString(0), r.GetString(1), r.TextOrNull(2)), ct);

    private static Value[] Values(PullRun r) =>
    [
        r.Account, r.Key, r.Directory.Value, r.Actor, (long)r.State, r.IsDry, r.Releases, Micros.Of(r.Asked), Micros.Of(r.Ended), (long?)r.Fault, r.Sentence,
        r.Counts.Users, r.Counts.Groups, r.Counts.Created, r.Counts.Changed, r.Counts.Lost, r.Counts.Addresses, r.Counts.GroupsChanged, r.Counts.MembershipsBegun,
        r.Counts.MembershipsEnded, r.Counts.UnknownMembers, r.Counts.Skipped,
    ];

    private static PullRun Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        Key = r.GetInt64(1),
        Directory = new RowKey(r.GetInt64(2)),
        Actor = r.GetString(3),
        State = (PullState)r.GetInt64(4),
        IsDry = r.Flag(5),
        Releases = r.NumberOrNull(6),
        Asked = r.TimeOrNull(7)!.Value,
        Ended = r.TimeOrNull(8),
        Fault = (LdapFault?)r.NumberOrNull(9),
        Sentence = r.TextOrNull(10),
        Counts = new PullCounts
        {
            Users = r.GetInt64(11),
            Groups = r.GetInt64(12),
            Created = r.GetInt64(13),
            Changed = r.GetInt64(14),
            Lost = r.GetInt64(15),
            Addresses = r.GetInt64(16),
            GroupsChanged = r.GetInt64(17),
            MembershipsBegun = r.GetInt64(18),
            MembershipsEnded = r.GetInt64(19),
            UnknownMembers = r.GetInt64(20),
            Skipped = r.GetInt64(21),
        },
    };
}
