using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Peers;

/// <summary>How each of them is started.</summary>
internal static class Starting
{
    private const string ScimmyToken = "peer-token-of-the-bench";
    private const string Listens = "Rollcall listens on ";

    public static string Root { get; } = FindRoot();

    /// <summary>The program as it is delivered.</summary>
    public static string Program { get; } = Path.Combine(Root, "src/Rollcall.Server/bin/Release/net10.0/rollcall");

    /// <summary>Ours, as an operator runs it: Release, full durability, journal and licenses on.</summary>
    public static async Task<Peer> OursAsync(Ours how)
    {
        var folder = how.Folder ?? Directory.CreateTempSubdirectory("rollcall-bench-").FullName;
        var database = how.Postgres is null ? null : await Database.CreateAsync(how.Postgres);
        var start = new ProcessStartInfo(how.BatchLimit is null ? Program : Environment.ProcessPath!);
        string[] arguments = how.BatchLimit is { } limit
            ? ["host", folder, limit.ToString(CultureInfo.InvariantCulture), database?.Connection ?? how.Database ?? ""]
            : ["serve", "--data", folder, "--port", "0", "--log-level", "warning", .. (database?.Connection ?? how.Database) is { } connection ? ["--postgres", connection] : Array.Empty<string>()];
        Array.ForEach(arguments, start.ArgumentList.Add);
        LetThreadsSpin(start);
        foreach (var (variable, value) in how.Environment)
        {
            start.Environment[variable] = value;
        }

        var name = how is { Postgres: null, Database: null } ? "Rollcall, SQLite" : "Rollcall, PostgreSQL";
        var peer = await Peer.StartAsync(name, start, line => line.StartsWith(Listens, StringComparison.Ordinal) ? TargetOf(line, how, folder) : null, async () =>
        {
            if (how.Folder is null)
            {
                Directory.Delete(folder, recursive: true);
            }

            if (database is not null)
            {
                await database.DisposeAsync();
            }
        });
        peer.Others = (how.Postgres ?? how.Database) is { } cluster ? await PostgresCpu.OfAsync(cluster) : peer.Others;
        return peer;
    }

    /// <summary>The client's threads do not spin (see the project file); servers that share its program run as the runtime delivers them.</summary>
    private static void LetThreadsSpin(ProcessStartInfo start) => start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "46";

    public static Task<Peer> BareAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { ArgumentList = { "bare" } };
        LetThreadsSpin(start);
        return Peer.StartAsync("bare Kestrel", start, static line => Uri.TryCreate(line, UriKind.Absolute, out var url) ? new Target(url, "none") : null);
    }

    public static Task<Peer> ScimmyAsync()
    {
        var folder = Path.Combine(Root, "bench/peers/scimmy");
        var start = new ProcessStartInfo("node") { ArgumentList = { "server.mjs" }, WorkingDirectory = folder, Environment = { ["SCIM_TOKEN"] = ScimmyToken } };
        return Peer.StartAsync("scimmy", start, static line => Uri.TryCreate(line, UriKind.Absolute, out var url) ? new Target(url, ScimmyToken) : null);
    }

    private static Target TargetOf(string line, Ours how, string folder)
    {
        var listening = new Uri(line[Listens.Length..].Split(' ')[0]);
        return how.Account is { } account ? new Target(new Uri(listening, account.Path), account.Token) : Account(folder);
    }

    private static Target Account(string folder)
    {
        using var made = Process.Start(new ProcessStartInfo(Program)
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

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Rollcall.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The bench runs inside the repository.");
        }

        return folder;
    }
}
