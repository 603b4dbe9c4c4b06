using Rollcall.Server.Hosting;

namespace Rollcall.Server.Commands;

/// <summary>The screenful that a start prints: for a person at the terminal, never for the log.</summary>
internal static class Greeting
{
    public static async Task SayAsync(Terminal terminal, RunningServer server, ServerOptions options, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await terminal.Out.WriteLineAsync($"Rollcall listens on {server.Address.Public}");
        await terminal.Out.WriteLineAsync($"Data        {options.Data} ({(options.Store == StoreKind.Sqlite ? "SQLite" : "PostgreSQL")})");
        await terminal.Out.FlushAsync(ct);
    }
}
