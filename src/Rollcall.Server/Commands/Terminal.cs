namespace Rollcall.Server.Commands;

/// <summary>Where a command writes, and what it knows of who reads.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">What went wrong, and what is not the answer.</param>
/// <param name="IsTerminal">Whether a person reads the answers: colour, and the width of the screen.</param>
/// <param name="Environment">The environment's variables.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsTerminal, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What to type to run a command again: a script that started this one says its own name.</summary>
    public string Program => Environment.GetValueOrDefault("ROLLCALL_PROGRAM") is { Length: > 0 } script ? script : "rollcall";

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new(
        Console.Out,
        Console.Error,
        !Console.IsOutputRedirected && System.Environment.GetEnvironmentVariable("NO_COLOR") is null,
        System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(static v => (string)v.Key, static v => v.Value as string ?? "", StringComparer.Ordinal));
}
