namespace Rollcall.Scim.Probing;

/// <summary>What a run found out about a server.</summary>
public sealed record ProbeReport
{
    /// <summary>The base URL that was probed, without its query.</summary>
    public required string Target { get; init; }

    /// <summary>The profile of the run.</summary>
    public required ProbeProfiles Profile { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Why no rule could be tried (no connection, a refused token), or null.</summary>
    public string? CouldNotRun { get; init; }

    /// <summary>One result a rule, in the order of the rules.</summary>
    public IReadOnlyList<ProbeResult> Results { get; init; } = [];

    /// <summary>Paths of throw-away resources that the server would not delete; to be deleted by hand.</summary>
    public IReadOnlyList<string> LeftBehind { get; init; } = [];

    /// <summary>How many requests were sent by rules.</summary>
    public int Requests => Results.Sum(result => result.Exchanges.Count);

    /// <summary>How many rules found this: <c>report.Count&lt;Verdict.Failed&gt;()</c>.</summary>
    public int Count<T>()
        where T : Verdict => Results.Count(result => result.Verdict is T);

    /// <summary>0 where no rule is broken, 2 where one is, 1 where the run could not be made. It is the exit code of <c>rollcall probe</c>.</summary>
    public int ExitCode => CouldNotRun is not null ? 1 : Count<Verdict.Failed>() > 0 ? 2 : 0;
}
