using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rollcall.Core.Storage;
using Rollcall.Server.Commands;
using Rollcall.Server.Hosting;

namespace Rollcall.Bench.Peers;

/// <summary>Our whole server in the bench's process, with a commit that carries as many operations as is told: 1 is the same code with a transaction a request.</summary>
internal static class OwnHost
{
    public static async Task RunAsync(string folder, int batchLimit, string postgres)
    {
        var options = new ServerOptions { Port = 0, Data = folder, LogLevel = LogLevel.Warning, Postgres = postgres.Length == 0 ? null : postgres };
        using var held = DataFolder.Take(folder) ?? throw new InvalidOperationException($"{folder} is held by another process.");
        await using var store = Store.Open(new StoreOptions { Postgres = options.Postgres, File = held.Database, BatchLimit = batchLimit }, TimeProvider.System);
        await using var app = Composition.Build(options, held, store, socketOnly: false, TimeProvider.System);
        await app.StartAsync();
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(static a => !a.Contains("unix:", StringComparison.Ordinal));
        var address = app.Services.GetRequiredService<ServerAddress>();
        address.Note(new Uri(bound));
        Console.WriteLine($"Rollcall listens on {address.Public} ");
        await ((IHost)app).WaitForShutdownAsync();
    }
}
