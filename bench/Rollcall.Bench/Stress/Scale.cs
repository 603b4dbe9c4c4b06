using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Shared.Ldap;

namespace Rollcall.Bench.Stress;

/// <summary>Pulls a large directory from a real slapd: first, again without changes, with one user of a hundred changed; then licenses are planned anew. Time and the most memory of each.</summary>
internal static class Scale
{
    private static readonly Origin s_origin = new() { Actor = "bench", Verb = "POST", Route = "/", Status = 200 };

    public static async Task<int> RunAsync(int users, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-scale-").FullName;
        await using var slapd = await Slapd.StartAsync(Entries(users));
        Console.WriteLine($"| {users:N0} users, {(postgres is null ? "SQLite" : "PostgreSQL")} | seconds | users a second | most memory, MiB | what changed |");
        Console.WriteLine("|---|---|---|---|---|");
        var database = "scale" + Guid.CreateVersion7().ToString("N");
        var options = postgres is null ? new StoreOptions { File = Path.Combine(folder, "rollcall.db") } : new StoreOptions { Postgres = await Fresh(postgres, database) };
        await using (var store = Store.Open(options, TimeProvider.System))
        {
            await MeasureAsync(store, folder, slapd, users);
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task MeasureAsync(Store store, string folder, Slapd slapd, int users)
    {
        var seal = new SecretSeal(KeyRing.Open(Path.Combine(folder, "ring"), TimeProvider.System));
        var account = (await new AccountRegister(store).CreateAsync("Scale", "scale", UserIdType.Email, s_origin)).Match(a => a.Number, r => throw new InvalidOperationException(r.Sentence));
        var register = new LdapRegister(store, new DirectoryRegister(store), seal);
        var wish = new LdapWish
        {
            Host = "localhost", Port = slapd.TlsPort, Roots = slapd.RootsPem, BindName = Slapd.Reader, Password = new Secret(Slapd.ReaderPassword), Base = Slapd.Suffix, Minutes = 0,
            MostAddresses = users, MostLosses = users, MostMemberships = 10 * users,
        };
        var directory = (await register.CreateAsync(account, "LDAP", wish, s_origin)).Match(s => s.Directory, r => throw new InvalidOperationException(r.Sentence));
        var registrar = new Registrar(store);
        var desk = new LicenseDesk(registrar);
        await desk.SetAsync(account, users / 2, null, null, s_origin);
        var puller = new Puller(store, registrar, seal, static (_, address) => IPAddress.IsLoopback(address), TimeProvider.System);
        async Task<string> PullAsync()
        {
            var asked = (await register.AskAsync(account, directory, isDry: false, null, "bench")).Match(r => r, r => throw new InvalidOperationException(r.Sentence));
            var run = await puller.RunAsync(asked, CancellationToken.None);
            return run.State == PullState.Done ? $"{run.Counts.Created:N0} created, {run.Counts.Changed:N0} changed, {run.Counts.MembershipsBegun:N0} memberships" : throw new InvalidOperationException(run.Sentence);
        }

        await LineAsync("first pull", users, PullAsync);
        await LineAsync("pull without changes", users, PullAsync);
        await slapd.ChangeAsync(string.Concat(Enumerable.Range(0, users / 100).Select(n => $"dn: uid=u{n * 100},ou=people,{Slapd.Suffix}\nchangetype: modify\nreplace: givenName\ngivenName: Changed{n}\n\n")));
        await LineAsync("pull of 1 % changed", users, PullAsync);
        await LineAsync("licenses planned anew: all instead of half", users, async () => $"{(await desk.SetAsync(account, users, null, null, s_origin)).Assigned:N0} assigned");
        await LineAsync("licenses planned anew: a tenth", users, async () => $"{(await desk.SetAsync(account, users / 10, null, null, s_origin)).Assigned:N0} assigned");
    }

    private static async Task LineAsync(string what, int users, Func<Task<string>> act)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        using var stop = new CancellationTokenSource();
        var most = WatchAsync(process, stop.Token);
        var began = Stopwatch.GetTimestamp();
        var said = await act();
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await stop.CancelAsync();
        var memory = await most >> 20;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {took:0.0} | {users / took:N0} | {memory:N0} | {said} |"));
    }

    private static async Task<long> WatchAsync(Process process, CancellationToken ct)
    {
        var most = 0L;
        while (!ct.IsCancellationRequested)
        {
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
            await Task.Delay(100, CancellationToken.None);
        }

        return most;
    }

    /// <summary>One group has half of the users, the others forty each; there are as many as a fortieth of the users.</summary>
    private static string Entries(int users)
    {
        var text = new StringBuilder(Ldif.Unit("people"));
        for (var n = 0; n < users; n++)
        {
            text.Append(Ldif.Person($"u{n}", "people", $"u{n}@acme.example"));
        }

        text.Append(Ldif.Group("half", "people", Enumerable.Range(0, users / 2).Select(n => $"u{n}")));
        for (var g = 0; g < users / 40; g++)
        {
            text.Append(Ldif.Group($"g{g}", "people", Enumerable.Range(0, 40).Select(n => $"u{((g * 40) + n) % users}")));
        }

        return text.ToString();
    }

    private static async Task<string> Fresh(string server, string name)
    {
        await using var connection = new Npgsql.NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand($"create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'", connection);
        await command.ExecuteNonQueryAsync();
        return new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }
}
