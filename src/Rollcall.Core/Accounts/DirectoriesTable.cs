using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>The table of directories.</summary>
public static class DirectoriesTable
{
    private static readonly Table Shape = new(
        "directories",
        ["key"],
        [
            new("key", ColumnType.Number), new("id", ColumnType.Bytes), new("kind", ColumnType.Number), new("label", ColumnType.Text), new("label_key", ColumnType.Text),
            new("idp", ColumnType.Text), new("state", ColumnType.Number), new("keeps_deleted", ColumnType.Number), new("created", ColumnType.Number),
            new("first_request", ColumnType.Number), new("last_request", ColumnType.Number)],
        rowKey: true);

    private static string Prefixed => string.Join(", ", Shape.Columns.Select(c => "d." + c.Name));

    private static readonly RowStatement ByKey = Shape.FetchBy("key");
    private static readonly RowStatement SetWishes = Shape.Update("idp", "state");
    private static readonly Sql ByKeyText = new($"select {Shape.SelectList} from directories where account = $1 and key = $2");
    private static readonly Sql ByIdText = new($"select {Shape.SelectList} from directories where account = $1 and id = $2");
    private static readonly Sql StandingText = new($"select {AccountsTable.List}, {Prefixed} {AccountsTable.From} join directories d on d.account = a.account where a.account = $1 and d.key = $2");
    private static readonly Sql AllText = new($"select {Shape.SelectList} from directories where account = $1 order by key");
    private static readonly Sql LabelText = new("select count(*) from directories where account = $1 and label_key = $2");
    private static readonly Sql OpenText = new("select count(*) from directories where account = $1 and kind = 1 and state <> 0");

    private static readonly Sql NoteText = new(
        "update directories set first_request = coalesce(first_request, $3), last_request = $3 where account = $1 and key = $2 and (last_request is null or last_request < $3)");

    /// <summary>The step that reads directories by key, for a batch of their account's lane.</summary>
    public static Step Fetch(long account, IReadOnlyCollection<RowKey> keys, Action<DirectoryRow> read) =>
        new(ByKey, [.. keys.Select(k => new Value[] { account, k.Value })], row => read(Read(row)));

    internal static ValueTask<DirectoryRow?> FindAsync(Session session, long account, RowKey key, CancellationToken ct) =>
        session.FirstAsync(ByKeyText, [account, key.Value], Read, ct);

    internal static ValueTask<DirectoryRow?> FindAsync(Session session, long account, DirectoryId id, CancellationToken ct) =>
        session.FirstAsync(ByIdText, [account, id.Value], Read, ct);

    internal static ValueTask<DirectoryStanding?> FindStandingAsync(Session session, long account, RowKey key, CancellationToken ct) => session.FirstAsync(
        StandingText, [account, key.Value], static r => new DirectoryStanding(AccountsTable.Read(r), Read(r, AccountsTable.ListLength)), ct);

    internal static ValueTask<List<DirectoryRow>> AllAsync(Session session, long account, CancellationToken ct) => session.QueryAsync(AllText, [account], Read, ct);

    internal static async ValueTask<bool> HasLabelAsync(Session session, long account, string label, CancellationToken ct) =>
        await session.NumberAsync(LabelText, [account, LabelKey(label)], ct) > 0;

    /// <summary>Whether a SCIM directory is enabled or paused.</summary>
    internal static async ValueTask<bool> HasOpenScimAsync(Session session, long account, CancellationToken ct) =>
        await session.NumberAsync(OpenText, [account], ct) > 0;

    internal static Step Insert(DirectoryRow row) => new(Shape.Insert, [Values(row)]);

    internal static Step Set(DirectoryRow row) => new(SetWishes, [[row.Account, row.Key.Value, row.Idp.ToString().ToLowerInvariant(), (long)row.State]]);

    internal static async ValueTask NoteAsync(Session session, long account, RowKey key, DateTimeOffset at, CancellationToken ct) =>
        await session.ExecuteAsync(NoteText, [account, key.Value, at], ct);

    private static string LabelKey(string label) => label.ToLowerInvariant();

    private static Value[] Values(DirectoryRow r) =>
    [
        r.Account, r.Key.Value, r.Id.Value, (long)r.Kind, r.Label, LabelKey(r.Label), r.Idp.ToString().ToLowerInvariant(), (long)r.State, r.KeepsDeleted, r.Created,
        Micros.Of(r.FirstRequest), Micros.Of(r.LastRequest),
    ];

    private static DirectoryRow Read(DbDataReader r) => Read(r, 0);

    private static DirectoryRow Read(DbDataReader r, int first) => new()
    {
        Account = r.GetInt64(first),
        Key = new RowKey(r.GetInt64(first + 1)),
        Id = new DirectoryId(r.Id(first + 2)),
        Kind = (DirectoryKind)r.GetInt64(first + 3),
        Label = r.GetString(first + 4),
        Idp = Enum.Parse<IdentityProvider>(r.GetString(first + 6), ignoreCase: true),
        State = (DirectoryState)r.GetInt64(first + 7),
        KeepsDeleted = r.Flag(first + 8),
        Created = r.Time(first + 9),
        FirstRequest = r.TimeOrNull(first + 10),
        LastRequest = r.TimeOrNull(first + 11),
    };
}
