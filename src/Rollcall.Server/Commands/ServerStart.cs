namespace Rollcall.Server.Commands;

/// <summary>What became of a start.</summary>
internal abstract record ServerStart
{
    private ServerStart() { }

    /// <summary>It runs.</summary>
    public sealed record Running(RunningServer Server) : ServerStart;

    /// <summary>Another process holds the data folder.</summary>
    public sealed record Busy(string Sentence) : ServerStart;

    /// <summary>It cannot run.</summary>
    public sealed record Refused(string Sentence) : ServerStart;
}
