using System.Reflection;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Storage;

/// <summary>The account is the border of everything: each statement on an account's table carries it.</summary>
public sealed class StatementTests
{
    /// <summary>Tables without an account in their key, or read over all accounts by a worker.</summary>
    private static readonly string[] Global = ["accounts", "credentials", "oauth_clients", "leases", "lanes"];

    /// <summary>The workers of retention and of indexes walk from account to account.</summary>
    private static readonly string[] WorkerScans = ["select coalesce(min(account), -1) from indexed_attributes where account > $1 and state <> 1", "select coalesce(min(account), -1) from exchanges where account > $1", "select coalesce(min(account), -1) from read_counts where account > $1"];

    /// <summary>The worker of delivery asks for whom there is anything to do.</summary>
    private const string DeliveryScan = "from receivers where state = 1 and kind <> 2";

    /// <summary>The key ring asks what its older keys have sealed.</summary>
    private const string RingScan = "from receivers where secret is not null";

    /// <summary>The worker of license policies asks where one is still to be carried out.</summary>
    private const string PolicyScan = "from pools where sweep is not null or wanted <> total order by account";

    /// <summary>The worker of pulls asks what is due or open, and the key ring what is sealed.</summary>
    private static readonly string[] PullScans = ["from ldap_settings where minutes > 0", "from ldap_settings where secret is not null", "from pull_runs where state <= 3", "from removals where until <= $1"];

    [Fact]
    [Trait("incident", "Atlas#175")]
    public void Every_statement_on_an_accounts_table_carries_the_account()
    {
        var statements = Statements().ToList();
        Assert.True(statements.Count > 60, $"only {statements.Count} statements were found");
        var foreign = statements.SelectMany(s => new[] { s.Sqlite, s.Postgres }).Distinct()
            .Where(text => !WorkerScans.Contains(text) && !text.EndsWith(DeliveryScan, StringComparison.Ordinal) && !text.EndsWith(PolicyScan, StringComparison.Ordinal) && !PullScans.Any(scan => text.Contains(scan, StringComparison.Ordinal)) && !text.Contains(RingScan, StringComparison.Ordinal)
                && !Global.Any(table => Names(text, table)) && !CarriesAccount(text)).ToList();
        Assert.Empty(foreign);
    }

    [Theory]
    [InlineData("select doc from records where id = $1", false)]
    [InlineData("select doc from records where account = $1 and id = $2", true)]
    [InlineData("update users set active = $2 where key = $3", false)]
    public void The_rule_can_fail(string text, bool carries) => Assert.Equal(carries, CarriesAccount(text));

    [Fact]
    public async Task A_slice_of_records_is_read_by_its_keys_not_by_the_account()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        foreach (var sql in new[] { QueryTable.Documents, QueryTable.Highest })
        {
            var explain = new Sql("explain query plan " + sql.Sqlite);
            var plan = await test.Store.ReadAsync((s, c) => s.QueryAsync(explain, [1L, 2L, 3L, 4L], r => r.GetString(3), c), TestContext.Current.CancellationToken);
            Assert.Equal("SEARCH records USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)", Assert.Single(plan));
        }
    }

    private static bool CarriesAccount(string text) =>
        text.Contains("account = $1", StringComparison.Ordinal) || text.Contains("account = w.account", StringComparison.Ordinal)
        || text.StartsWith("insert into", StringComparison.Ordinal) && text.Contains("(account, ", StringComparison.Ordinal)
        || text.StartsWith("pragma", StringComparison.Ordinal);

    private static bool Names(string text, string table) => text.Contains($" {table} ", StringComparison.Ordinal) || text.EndsWith(" " + table, StringComparison.Ordinal) || text.Contains($" {table}\n", StringComparison.Ordinal);

    private static IEnumerable<Sql> Statements() => typeof(Store).Assembly.GetTypes()
        .Where(t => t.Name.EndsWith("Table", StringComparison.Ordinal) && t != typeof(Table))
        .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Select(f => f.GetValue(null))
        .SelectMany(v => v switch
        {
            Sql sql => [sql],
            RowStatement rows => [rows.Sql],
            Table table => [table.Save.Sql, table.Insert.Sql, table.Remove.Sql],
            _ => Array.Empty<Sql>(),
        });
}
