namespace Rollcall.Core.Diagnosis;

/// <summary>The answer to a question.</summary>
public sealed record Explanation
{
    /// <summary>The first cause that suffices; null: nothing is wrong.</summary>
    public required Finding? Answer { get; init; }

    /// <summary>What follows from the answer, and will go with it.</summary>
    public required IReadOnlyList<Finding> Consequences { get; init; }

    /// <summary>What else was seen: other causes, which would remain, then warnings.</summary>
    public required IReadOnlyList<Finding> AlsoSeen { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>What shows it; of a healthy case, why nothing is wrong.</summary>
    public required IReadOnlyList<Evidence> Proof { get; init; }

    /// <summary>Where nothing is wrong here: what is not decided here, and where to look.</summary>
    public string? NotDecidedHere { get; init; }
}
