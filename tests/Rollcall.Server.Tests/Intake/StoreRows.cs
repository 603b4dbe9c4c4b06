using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rollcall.Server.Tests.Intake;

/// <summary>Every row that the database holds of one account, as text: read past the server, so that nothing of it can be left out.</summary>
internal static class StoreRows
{
    // When a token was last seen is written at leisure, up to minutes after it was seen, and that is a commit of the account's lane.
    private static readonly string[] WrittenLater = ["last_used", "last_request", "first_request", "commit_no", "last_at"];

    public static async Task<IReadOnlyList<string>> OfAsync(TestServer server, string accountId)
    {
        await using System.Data.Common.DbConnection connection = server.Postgres is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(server.Data, "rollcall.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var columns = await TextsAsync(connection, server.Postgres is null
            ? "select m.name || '.' || c.name from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'"
            : "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'");
        var id = Convert.ToHexStringLower(Guid.Parse(accountId).ToByteArray(bigEndian: true));
        var account = (await TextsAsync(connection, server.Postgres is null
            ? $"select account from accounts where hex(id) = upper('{id}')"
            : $"select account::text from accounts where encode(id, 'hex') = '{id}'")).Single();
        var rows = new List<string>();
        foreach (var table in columns.Select(static c => c.Split('.')).GroupBy(static c => c[0], static c => c[1]).Where(static t => t.Contains("account")).OrderBy(static t => t.Key, StringComparer.Ordinal))
        {
            var shown = table.Except(WrittenLater).Order(StringComparer.Ordinal)
                .Select(name => server.Postgres is null ? $"quote({name})" : $"coalesce({name}::text, 'null')");
            var found = await TextsAsync(connection, $"select {string.Join(" || ' ' || ", shown)} from {table.Key} where account = {account}");
            rows.AddRange(found.Order(StringComparer.Ordinal).Select(row => table.Key + " " + row));
        }

        return rows;
    }

    private static async Task<List<string>> TextsAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every name in it is the schema's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var texts = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            texts.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return texts;
    }
}
