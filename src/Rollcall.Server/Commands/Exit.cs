namespace Rollcall.Server.Commands;

/// <summary>The exit codes of the process.</summary>
internal static class Exit
{
    /// <summary>Done; for <c>why</c>: nothing blocks.</summary>
    public const int Good = 0;

    /// <summary>Not done: refused, not reachable, or not understood.</summary>
    public const int Failed = 1;

    /// <summary>Asked and answered: something blocks.</summary>
    public const int Blocked = 2;

    /// <summary>Ended by Ctrl-C or SIGTERM before it was done.</summary>
    public const int Interrupted = 130;
}
