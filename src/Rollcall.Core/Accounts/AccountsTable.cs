using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>The tables of accounts and of their settings, read together.</summary>
public static class AccountsTable
{
    /// <summary>The columns that <see cref="Read"/> takes, in order.</summary>
    internal const string List =
        "a.account, a.id, a.subdomain, a.name, a.state, a.created, s.version, s.user_id_type, s.coexistence, s.missing_email, s.missing_name, s.missing_external_id, s.refuse_when_full, s.catalog_no, s.next_number";

    /// <summary>How many columns <see cref="List"/> has.</summary>
    internal const int ListLength = 15;

    internal const string From = "from accounts a join settings s on s.account = a.account";

    private static readonly Sql NextText = new("select coalesce(max(account), 0) + 1 from accounts");
    private static readonly Sql TakenText = new("select count(*) from accounts where subdomain_key = $1");
    private static readonly Sql ByNumberText = new($"select {List} {From} where a.account = $1");
    private static readonly Sql ByIdText = new($"select {List} {From} where a.id = $1");
    private static readonly Sql BySubdomainText = new($"select {List} {From} where a.subdomain_key = $1");
    private static readonly Sql PageText = new($"select {List} {From} where a.account > $1 order by a.account limit $2");
    private static readonly Sql InsertText = new("insert into accounts (account, id, subdomain, subdomain_key, name, state, created) values ($1, $2, $3, $4, $5, $6, $7)");
    private static readonly Sql UpdateText = new("update accounts set name = $2, state = $3 where account = $1");

    private static readonly Table Settings = new("settings", [], [
        new("version", ColumnType.Number), new("user_id_type", ColumnType.Number), new("coexistence", ColumnType.Number), new("missing_email", ColumnType.Number),
        new("missing_name", ColumnType.Number), new("missing_external_id", ColumnType.Number), new("refuse_when_full", ColumnType.Number),
        new("catalog_no", ColumnType.Number), new("next_number", ColumnType.Number)]);

    private static readonly RowStatement FetchSettings = Settings.FetchBy();

    /// <summary>The step that reads the settings of an account, for a batch of its lane.</summary>
    public static Step ReadSettings(long account, Action<AccountSettings> read) => new(FetchSettings, [[account]], row => read(SettingsOf(row, 1)));

    internal static ValueTask<long> NextNumberAsync(Session session, CancellationToken ct) => session.NumberAsync(NextText, [], ct);

    internal static async ValueTask<bool> IsTakenAsync(Session session, Subdomain subdomain, CancellationToken ct) =>
        await session.NumberAsync(TakenText, [subdomain.Value], ct) > 0;

    /// <summary>The account of a number inside a transaction or read that somebody else opened; null where there is none.</summary>
    public static ValueTask<AccountRow?> FindAsync(Session session, long number, CancellationToken ct) => session.FirstAsync(ByNumberText, [number], Read, ct);

    internal static ValueTask<AccountRow?> FindAsync(Session session, AccountId id, CancellationToken ct) => session.FirstAsync(ByIdText, [id.Value], Read, ct);

    internal static ValueTask<AccountRow?> FindAsync(Session session, Subdomain subdomain, CancellationToken ct) =>
        session.FirstAsync(BySubdomainText, [subdomain.Value], Read, ct);

    internal static ValueTask<List<AccountRow>> PageAsync(Session session, long after, int limit, CancellationToken ct) =>
        session.QueryAsync(PageText, [after, (long)limit], Read, ct);

    internal static async ValueTask InsertAsync(Session session, AccountRow row, CancellationToken ct)
    {
        await session.ExecuteAsync(InsertText, [row.Number, row.Id.Value, row.Subdomain, row.Subdomain, row.Name, (long)row.State, row.Created], ct);
        await session.RunAsync([new Step(Settings.Insert, [Values(row)])], ct);
    }

    /// <summary>Writes name, state and settings of an account, in its lane.</summary>
    public static async ValueTask UpdateAsync(Session session, AccountRow row, CancellationToken ct)
    {
        await session.ExecuteAsync(UpdateText, [row.Number, row.Name, (long)row.State], ct);
        await session.RunAsync([new Step(Settings.Save, [Values(row)])], ct);
    }

    private static Value[] Values(AccountRow row)
    {
        var s = row.Settings;
        return
        [
            row.Number, s.Version, (long)s.UserIdType, (long)s.Coexistence, (long)s.MissingEmail, (long)s.MissingName, (long)s.MissingExternalId, s.RefuseWhenFull,
            s.CatalogNo, s.NextNumber,
        ];
    }

    internal static AccountRow Read(DbDataReader r) => new()
    {
        Number = r.GetInt64(0),
        Id = new AccountId(r.Id(1)),
        Subdomain = r.GetString(2),
        Name = r.GetString(3),
        State = (AccountState)r.GetInt64(4),
        Created = r.Time(5),
        Settings = SettingsOf(r, 6),
    };

    private static AccountSettings SettingsOf(DbDataReader r, int first) => new()
    {
        Version = r.GetInt64(first),
        UserIdType = (UserIdType)r.GetInt64(first + 1),
        Coexistence = (Coexistence)r.GetInt64(first + 2),
        MissingEmail = (MissingValue)r.GetInt64(first + 3),
        MissingName = (MissingValue)r.GetInt64(first + 4),
        MissingExternalId = (MissingValue)r.GetInt64(first + 5),
        RefuseWhenFull = r.Flag(first + 6),
        CatalogNo = r.GetInt64(first + 7),
        NextNumber = r.GetInt64(first + 8),
    };
}
