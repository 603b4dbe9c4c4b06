using Rollcall.Server.Hosting;

namespace Rollcall.Server.Commands;

/// <summary>The screenful that a start prints: for a person at the terminal, never for the log.</summary>
internal static class Greeting
{
    /// <summary>Prints it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="server">The server, which listens already.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="first">What was made for a new installation; null where it was there before.</param>
    /// <param name="dataFlag">What commands need to find this data folder: empty, or <c>--data ...</c>.</param>
    public static void Say(Terminal terminal, RunningServer server, ServerOptions options, FirstThings? first, string dataFlag)
    {
        var program = terminal.Program;
        var say = terminal.Out;
        say.WriteLine($"Rollcall listens on {server.Address.Public}   (Ctrl-C stops it)");
        say.WriteLine($"Data in {options.Data}, {(options.Store == StoreKind.Sqlite ? "in one SQLite file" : "and in PostgreSQL")}");
        if (server.MetricsAddress is { } metrics)
        {
            say.WriteLine($"Metrics at {metrics}metrics");
        }

        say.WriteLine();
        if (first is not null)
        {
            SayFirst(say, server, first);
        }
        else
        {
            say.WriteLine("Everything is as it was left. Keys and tokens were shown when they were made; new ones:");
            say.WriteLine($"  {program} key create --kind operator --label NAME{dataFlag}");
            say.WriteLine($"  {program} token create --account {FirstThings.Demo}{dataFlag}");
            say.WriteLine();
        }

        say.WriteLine("Try, in another terminal (on this machine no key is needed):");
        say.WriteLine($"  {program} demo{dataFlag}");
        say.WriteLine($"  {program} user list --account {FirstThings.Demo}{dataFlag}");
        say.WriteLine($"  {program} journal tail --follow --account {FirstThings.Demo}{dataFlag}");
        say.Flush();
    }

    private static void SayFirst(TextWriter say, RunningServer server, FirstThings first)
    {
        say.WriteLine("The first operator's key to the API (shown this once):");
        say.WriteLine($"  curl -H 'Authorization: Bearer {first.OperatorKey.Reveal()}' {server.Address.Public}/api/accounts");
        say.WriteLine();
        if (first is { DemoUrl: { } url, DemoToken: { } token })
        {
            say.WriteLine($"The demo account '{FirstThings.Demo}' takes users by SCIM, as from Entra ID (the token is shown this once):");
            say.WriteLine($"  Base URL  {url}");
            say.WriteLine($"  Token     {token.Reveal()}");
            say.WriteLine();
        }
    }
}
