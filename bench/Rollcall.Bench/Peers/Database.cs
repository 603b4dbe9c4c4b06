using Npgsql;

namespace Rollcall.Bench.Peers;

/// <summary>A database for one run.</summary>
internal sealed record Database(string Server, string Name) : IAsyncDisposable
{
    public string Connection { get; } = new NpgsqlConnectionStringBuilder(Server) { Database = Name }.ToString();

    public static async Task<Database> CreateAsync(string server)
    {
        var database = new Database(server, NewName());
        await database.RunAsync($"create database {database.Name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        return database;
    }

    /// <summary>A copy of a database to which nobody is connected; its connection string.</summary>
    public static async Task<string> CopyAsync(string connection)
    {
        NpgsqlConnection.ClearAllPools();
        var from = new NpgsqlConnectionStringBuilder(connection);
        var copy = new Database(new NpgsqlConnectionStringBuilder(connection) { Database = "postgres" }.ToString(), NewName());
        await copy.RunAsync($"create database {copy.Name} template {from.Database} strategy file_copy");
        return copy.Connection;
    }

    public ValueTask DisposeAsync() => RunAsync($"drop database {Name} with (force)");

    private static string NewName() => "bench" + Guid.CreateVersion7().ToString("N");

    private async ValueTask RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
