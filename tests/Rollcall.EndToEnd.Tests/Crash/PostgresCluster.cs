using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>A PostgreSQL of the test's own, to be stopped as a power cut would.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _bin;
    private int _port;
    private bool _runs;

    private PostgresCluster(string folder, string bin) => (_folder, _bin) = (folder, bin);

    public string Connection => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=rollcall;Database=postgres");

    /// <summary>Host and port, as one of several in a connection string.</summary>
    public string Host => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes and starts one, with fsync on.</summary>
    public static async Task<PostgresCluster> StartAsync()
    {
        var cluster = await NewAsync(Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin")).Last());
        await cluster.PostgresAsync("initdb", "-D", cluster.Data, "-U", "rollcall", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>Makes and starts a replica of this one. From now on a commit here waits until the replica has it on its disk.</summary>
    public async Task<PostgresCluster> ReplicateAsync()
    {
        var replica = await NewAsync(_bin);
        await replica.PostgresAsync("pg_basebackup", "-D", replica.Data, "-R", "-c", "fast", "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", "rollcall");
        await replica.StartServerAsync();
        await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        await AskAsync(connection, "alter system set synchronous_standby_names = '*'");
        await AskAsync(connection, "select pg_reload_conf()");
        // A command each: a session takes a new setting between two commands only.
        while (await AskAsync(connection, "select exists (select from pg_stat_replication where sync_state = 'sync') from pg_sleep(0.02)") is not true)
        {
        }

        return replica;
    }

    /// <summary>SIGKILL to its first process; the others end when they see that.</summary>
    public async Task KillAsync()
    {
        await RunAsync("kill", "-9", await FirstAsync());
        _runs = false;
    }

    /// <summary>Holds the process of a replica that takes what the primary sends: it stays connected and confirms nothing.</summary>
    public async Task HoldAsync() => await RunAsync("pkill", "-STOP", "-P", await FirstAsync(), "-f", "walreceiver");

    /// <summary>Lets it go on.</summary>
    public async Task LetGoAsync() => await RunAsync("pkill", "-CONT", "-P", await FirstAsync(), "-f", "walreceiver");

    /// <summary>Cancels a commit that waits for the replica, as soon as there is one.</summary>
    public async Task CancelCommitAsync()
    {
        await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        while (await AskAsync(connection, "select pg_cancel_backend(pid) from pg_sleep(0.02), pg_stat_activity where wait_event = 'SyncRep'") is not true)
        {
        }
    }

    /// <summary>A replica becomes a primary.</summary>
    public Task PromoteAsync() => PostgresAsync("pg_ctl", "-D", Data, "-w", "promote");

    /// <summary>Every process of it ends at once; it recovers from its log when it starts again.</summary>
    public async Task CrashAndStartAsync()
    {
        await StopAsync();
        await StartServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<PostgresCluster> NewAsync(string bin)
    {
        var cluster = new PostgresCluster(Directory.CreateTempSubdirectory("rollcall-pg-").FullName, bin) { _port = FreePort() };
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", cluster._folder);
        }

        return cluster;
    }

    private async Task<string> FirstAsync() => (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task StopAsync()
    {
        if (_runs)
        {
            _runs = false;
            await PostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }
    }

    private async Task StartServerAsync()
    {
        await PostgresAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"), "start");
        _runs = true;
    }


    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL's programs refuse to run as root, so root lends itself the user that the package made.</summary>
    private Task PostgresAsync(string program, params string[] arguments)
    {
        string[] line = [Path.Combine(_bin, program), .. arguments];
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", .. line]) : RunAsync(line[0], line[1..]);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server that pg_ctl starts inherits its outputs, so they go nowhere rather than into a pipe that never ends.
        var quiet = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(quiet)!;
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}");
    }
}
