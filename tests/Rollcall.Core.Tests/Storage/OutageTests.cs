using Npgsql;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Storage;

public sealed class OutageTests
{
    private static readonly Sql Lanes = new("select count(*) from lanes");

    private static string? Server => Environment.GetEnvironmentVariable("ROLLCALL_TEST_POSTGRES");

    [Fact]
    public async Task A_broken_connection_is_replaced_and_nobody_notices()
    {
        if (Server is null)
        {
            return;
        }

        await using var test = await TestStore.OpenAsync("postgres");
        var ct = TestContext.Current.CancellationToken;
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(1, await test.Store.ReadAsync((s, c) => s.NumberAsync(Lanes, [], c), ct));
            Assert.True(await test.Store.WriteAsync(0, 0, (_, grant, _) => ValueTask.FromResult(grant.Commit)) > 0);
            await TerminateAsync(test.Options.Postgres!);
        }

        Assert.True(await test.Store.AnswersAsync(ct));
    }

    [Fact]
    public async Task A_database_that_is_gone_is_unavailable_and_nothing_else()
    {
        if (Server is null)
        {
            return;
        }

        await using var test = await TestStore.OpenAsync("postgres", o => o with { Patience = TimeSpan.FromMilliseconds(300) });
        var ct = TestContext.Current.CancellationToken;
        var name = new NpgsqlConnectionStringBuilder(test.Options.Postgres).Database!;
        await RunAsync($"alter database {name} allow_connections false");
        await TerminateAsync(test.Options.Postgres!);
        Assert.False(await test.Store.AnswersAsync(ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => test.Store.ReadAsync((s, c) => s.NumberAsync(Lanes, [], c), ct).AsTask());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => test.Store.WriteAsync(0, 0, (_, grant, _) => ValueTask.FromResult(grant.Commit)));
        await RunAsync($"alter database {name} allow_connections true");
        Assert.True(await test.Store.WriteAsync(0, 0, (_, grant, _) => ValueTask.FromResult(grant.Commit)) > 0);
    }

    [Fact]
    public async Task A_newer_database_is_refused_with_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-newer-");
        var options = new StoreOptions { File = Path.Combine(folder.FullName, "newer.db") };
        await Store.Open(options, TimeProvider.System).DisposeAsync();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={options.File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "insert into SchemaVersions (ScriptName, Applied) values ('Rollcall.Core.Storage.Migrations.sqlite.9999-from-the-future.sql', '2030-01-01')";
            command.ExecuteNonQuery();
        }

        Assert.Contains("9999-from-the-future", Assert.Throws<StoreUnavailableException>(() => Store.Open(options, TimeProvider.System)).Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static Task TerminateAsync(string connection) =>
        RunAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{new NpgsqlConnectionStringBuilder(connection).Database}'");

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
