using System.Diagnostics;
using System.Globalization;
using Rollcall.Bench.Peers;
using Rollcall.Bench.Wire;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;

namespace Rollcall.Bench.Seeding;

/// <summary>Filled data folders by size; each is made once a run, from the next smaller one, through the registrar in commits of hundreds.</summary>
internal sealed class Shelf(string folder, string? postgres, Action<string> say)
{
    /// <summary>Operations in flight; a commit takes at most 682 of them, since each may write six rows of the journal.</summary>
    private const int Slice = 680;

    private const int MembersAtOnce = 5_000;

    private static readonly int[] s_groups = [10, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly int[] s_sizes = [1_000, 100_000, 1_000_000];

    /// <summary>The folder of a size, filled where it is not yet.</summary>
    public async Task<Seeded> TakeAsync(int users, bool onPostgres = false)
    {
        var own = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{(onPostgres ? "postgres" : "sqlite")}-{users}"));
        if (Seeded.Read(own) is { } there)
        {
            return there;
        }

        var clock = Stopwatch.StartNew();
        var smaller = s_sizes.LastOrDefault(size => size < users);
        var start = smaller == 0 ? await EmptyAsync(own, onPostgres) : await CopyAsync(await TakeAsync(smaller, onPostgres), own);
        var filled = await FillAsync(start, users);
        filled.Save();
        say($"  {users:N0} users on {(onPostgres ? "PostgreSQL" : "SQLite")} in {clock.Elapsed.TotalSeconds:N0} s");
        return filled;
    }

    private async Task<Seeded> EmptyAsync(string own, bool onPostgres)
    {
        Directory.CreateDirectory(own);
        var database = onPostgres ? await Database.CreateAsync(postgres ?? throw new InvalidOperationException("No PostgreSQL is given.")) : null;
        await using var peer = await Starting.OursAsync(new Ours { Folder = own, Database = database?.Connection });
        using var line = await Line.OpenAsync(peer.Target.Base);
        var mold = await line.AskAsync(Script.Request(peer.Target, "POST", "/Users", People.User("mold@bench.example")));
        await File.WriteAllTextAsync(Path.Combine(own, "mold"), mold.Id());
        return new Seeded(own, database?.Connection, peer.Target.Path, peer.Target.Token, 0, []);
    }

    private static async Task<Seeded> CopyAsync(Seeded start, string own)
    {
        using (var copy = Process.Start("cp", ["-r", "--reflink=auto", start.Folder, own]))
        {
            await copy.WaitForExitAsync();
        }

        File.Delete(Path.Combine(own, "seeded.json"));
        return start with { Folder = own, Postgres = start.Postgres is null ? null : await Database.CopyAsync(start.Postgres) };
    }

    private static async Task<Seeded> FillAsync(Seeded start, int users)
    {
        await using var store = Store.Open(
            new StoreOptions { File = Path.Combine(start.Folder, "rollcall.db"), Postgres = start.Postgres, BatchLimit = 1024 }, TimeProvider.System);
        var registrar = new Registrar(store);
        var mold = await Mold.ReadAsync(store, Guid.Parse(await File.ReadAllTextAsync(Path.Combine(start.Folder, "mold"))));
        var under = new Queue<Task>();
        for (var first = start.Users; first < users; first += Slice)
        {
            var slice = Enumerable.Range(first, Math.Min(Slice, users - first)).Select(n => ApplyAsync(registrar, mold.Account, mold.User(n)));
            under.Enqueue(Task.WhenAll(slice));
            if (under.Count > 2)
            {
                await under.Dequeue();
            }
        }

        await Task.WhenAll(under);
        var groups = s_groups.Where(size => size <= users).Except(start.Groups).ToArray();
        foreach (var size in groups)
        {
            await ApplyAsync(registrar, mold.Account, mold.Group(size));
            for (var first = 0; first < size; first += MembersAtOnce)
            {
                await ApplyAsync(registrar, mold.Account, mold.Members(size, first, Math.Min(MembersAtOnce, size - first)));
            }
        }

        return start with { Users = users, Groups = [.. start.Groups, .. groups] };
    }

    private static async Task ApplyAsync(Registrar registrar, long account, RollOperation operation)
    {
        if (await registrar.ApplyAsync(account, operation) is not Outcome.Recorded { Changed: true })
        {
            throw new InvalidOperationException("The seed was refused: " + operation.GetType().Name);
        }
    }
}
