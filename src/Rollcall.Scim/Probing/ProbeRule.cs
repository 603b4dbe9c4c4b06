namespace Rollcall.Scim.Probing;

/// <summary>One rule of the conformance kit.</summary>
public sealed record ProbeRule
{
    internal ProbeRule()
    {
    }

    /// <summary>The rule's name for ever: <c>P-101</c>. A rule that goes takes its number with it.</summary>
    public required string Id { get; init; }

    /// <summary>What must hold, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is written: <c>RFC 7644 section 3.12</c>, or which vendor expects it.</summary>
    public required string Source { get; init; }

    /// <summary>How binding it is.</summary>
    public required ProbeLevel Level { get; init; }

    /// <summary>In which profiles it is run.</summary>
    public ProbeProfiles Profiles { get; init; } = ProbeProfiles.All;

    /// <summary>The items of <c>docs/reference/checklist.md</c> that it covers.</summary>
    public IReadOnlyList<int> Checklist { get; init; } = [];

    internal Func<Conversation, Task> Check { get; init; } = static _ => Task.CompletedTask;
}
