namespace Rollcall.Core.Journal;

/// <summary>Who asks for a change, and by which request: the exchange that becomes one row with its change (product rule 43).</summary>
public sealed record Origin
{
    /// <summary>Readable prefix of the credential, or the name of the person or service; never a secret.</summary>
    public required string Actor { get; init; }

    /// <summary>The directory's key, or null where the change comes from /api.</summary>
    public long? Directory { get; init; }

    /// <summary>HTTP verb, or the command's name.</summary>
    public required string Verb { get; init; }

    /// <summary>The route without query and host.</summary>
    public required string Route { get; init; }

    /// <summary>The status that the answer will have if the change succeeds.</summary>
    public required int Status { get; init; }

    /// <summary>The request's body, redacted and bounded, or null.</summary>
    public byte[]? Request { get; init; }

    /// <summary>Tolerated deviations, as <c>code=count</c> joined by commas, or null.</summary>
    public string? Tolerances { get; init; }
}
