using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>A PostgreSQL of the test's own, to be stopped as a power cut would.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _bin;
    private int _port;

    private PostgresCluster(string folder, string bin) => (_folder, _bin) = (folder, bin);

    public string Connection => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=rollcall;Database=postgres");

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes and starts one, with fsync on.</summary>
    public static async Task<PostgresCluster> StartAsync()
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin")).Last();
        var cluster = new PostgresCluster(Directory.CreateTempSubdirectory("rollcall-pg-").FullName, bin);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", cluster._folder);
        }

        await cluster.PostgresAsync("initdb", "-D", cluster.Data, "-U", "rollcall", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
        cluster._port = FreePort();
        await cluster.StartServerAsync();
        return cluster;
    }

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

    private Task StopAsync() => PostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    private Task StartServerAsync() => PostgresAsync(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"), "start");

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
