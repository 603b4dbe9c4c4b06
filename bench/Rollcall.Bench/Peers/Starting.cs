using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Peers;

/// <summary>How each of them is started.</summary>
internal static class Starting
{
    private const string ScimmyToken = "peer-token-of-the-bench";

    private static readonly string s_root = Root();

    /// <summary>Ours, as an operator runs it: Release, full durability, journal and licenses on.</summary>
    /// <param name="postgres">A server to make a database on, or null for SQLite.</param>
    public static async Task<Peer> OursAsync(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-bench-").FullName;
        var database = postgres is null ? null : await Database.CreateAsync(postgres);
        var start = new ProcessStartInfo(Path.Combine(s_root, "src/Rollcall.Server/bin/Release/net10.0/rollcall")) { ArgumentList = { "serve", "--data", folder, "--port", "0", "--log-level", "warning" } };
        if (database is not null)
        {
            start.ArgumentList.Add("--postgres");
            start.ArgumentList.Add(database.Connection);
        }

        return await Peer.StartAsync(postgres is null ? "Rollcall, SQLite" : "Rollcall, PostgreSQL", start, line => line.StartsWith("Rollcall listens on", StringComparison.Ordinal) ? Account(start.FileName, folder) : null, async () =>
        {
            Directory.Delete(folder, recursive: true);
            if (database is not null)
            {
                await database.DisposeAsync();
            }
        });
    }

    public static Task<Peer> BareAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { ArgumentList = { "bare" } };
        return Peer.StartAsync("bare Kestrel", start, static line => Uri.TryCreate(line, UriKind.Absolute, out var url) ? new Target(url, "none") : null);
    }

    public static Task<Peer> ScimmyAsync()
    {
        var folder = Path.Combine(s_root, "bench/peers/scimmy");
        var start = new ProcessStartInfo("node") { ArgumentList = { "server.mjs" }, WorkingDirectory = folder, Environment = { ["SCIM_TOKEN"] = ScimmyToken } };
        return Peer.StartAsync("scimmy", start, static line => Uri.TryCreate(line, UriKind.Absolute, out var url) ? new Target(url, ScimmyToken) : null);
    }

    private static Target Account(string program, string folder)
    {
        using var made = Process.Start(new ProcessStartInfo(program)
        {
            ArgumentList = { "account", "create", "bench", "--licenses", "10000000", "--idp", "entra", "--json", "--data", folder },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var said = made.StandardOutput.ReadToEnd();
        made.WaitForExit();
        using var json = JsonDocument.Parse(said);
        return new Target(new Uri(json.RootElement.GetProperty("baseUrl").GetString()!), json.RootElement.GetProperty("token").GetString()!);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Rollcall.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The bench runs inside the repository.");
        }

        return folder;
    }
}

/// <summary>A database for one run.</summary>
internal sealed record Database(string Server, string Name) : IAsyncDisposable
{
    public string Connection { get; } = new NpgsqlConnectionStringBuilder(Server) { Database = Name }.ToString();

    public static async Task<Database> CreateAsync(string server)
    {
        var database = new Database(server, "bench" + Guid.CreateVersion7().ToString("N"));
        await database.RunAsync($"create database {database.Name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        return database;
    }

    public ValueTask DisposeAsync() => RunAsync($"drop database {Name} with (force)");

    private async ValueTask RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
