using System.CommandLine;

namespace Rollcall.Server.Commands;

/// <summary>The options that every asking command has: which server, and in which form the answer comes.</summary>
internal sealed class Whom
{
    /// <summary>The names of these options: help shows them apart from a command's own.</summary>
    public static IReadOnlySet<string> Names { get; } = new Whom().All.Select(static option => option.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a program reads.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON, for programs; a refusal too, on standard error." };

    private Option<string?> Url { get; } = Frame.Option<string?>("--url", "Server to ask over TCP (ROLLCALL_URL). Without it: the server of the data folder, through its operator socket.", "url");

    private Option<string?> Key { get; } = Frame.Option<string?>("--key", "Key for --url. Better in ROLLCALL_KEY: a command line is seen by every user of the machine.", "key");

    private Option<string?> Data { get; } = Frame.Option<string?>("--data", "Data folder of the server (ROLLCALL__DATA; ./data). If none runs there, the command opens the folder itself.", "folder");

    private Option<string?> Postgres { get; } = Frame.Option<string?>("--postgres", "PostgreSQL connection string, where no server runs and no setting names it.", "connection");

    private Option<string?> Config { get; } = Frame.Option<string?>("--config", "Settings file (rollcall.json in the data folder).", "file");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [Json, Url, Key, Data, Postgres, Config];

    /// <summary>What was typed.</summary>
    public LinkOptions Read(ParseResult parsed) => new()
    {
        Url = parsed.GetValue(Url),
        Key = parsed.GetValue(Key),
        Data = parsed.GetValue(Data),
        Postgres = parsed.GetValue(Postgres),
        Config = parsed.GetValue(Config),
    };
}
