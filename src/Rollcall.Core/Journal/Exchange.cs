namespace Rollcall.Core.Journal;

/// <summary>One HTTP request under /scim, or with a key under /api, that changed nothing, with our answer. One that changed something is a row of changes.</summary>
public sealed record Exchange
{
    /// <summary>How many ids of the answer are kept.</summary>
    public const int MostIds = 10;

    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account's number; 0 where the request names none.</summary>
    public required long Account { get; init; }

    /// <summary>The directory's key, or null where the request names none.</summary>
    public long? Directory { get; init; }

    /// <summary>What sort it is.</summary>
    public required ExchangeKind Kind { get; init; }

    /// <summary>HTTP verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The path without host and query.</summary>
    public required string Route { get; init; }

    /// <summary>The route's pattern, <c>/Users/{id}</c>: one of a few texts, by which exchanges beyond the bound are counted.</summary>
    public required string Pattern { get; init; }

    /// <summary>The query as <see cref="Redaction.Query"/> leaves it, or null.</summary>
    public string? Query { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>A finding's code or a scimType, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Only of refusals: the sentence that was answered, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Readable prefix of the credential; <c>-</c> where none was presented.</summary>
    public required string Actor { get; init; }

    /// <summary>How long the answer took, in microseconds.</summary>
    public required long Micros { get; init; }

    /// <summary>Only of refusals: the body as <see cref="Redaction.Body"/> leaves it.</summary>
    public byte[]? Request { get; init; }

    /// <summary>At most ten ids of resources in the answer.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>How many resources the answer counts.</summary>
    public long Count { get; init; }

    /// <summary>Tolerated deviations, as <c>code=count</c> joined by commas, or null.</summary>
    public string? Tolerances { get; init; }

    /// <summary>The case key of the userName (or displayName) that was asked for or refused, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether it is kept in a row of its own, so that it is found by subject and by kind.</summary>
    internal bool IsNotable => Kind is not (ExchangeKind.Read or ExchangeKind.NoOp or ExchangeKind.KeyUsed);
}
