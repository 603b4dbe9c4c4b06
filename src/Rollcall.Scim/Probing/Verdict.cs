namespace Rollcall.Scim.Probing;

/// <summary>What a rule found: one of these, and no other.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>The rule holds.</summary>
    public sealed record Passed : Verdict;

    /// <summary>The rule is broken.</summary>
    /// <param name="Reason">What was expected and what came, in one sentence.</param>
    public sealed record Failed(string Reason) : Verdict;

    /// <summary>The rule does not apply to this server.</summary>
    /// <param name="Reason">Why, such as a capability that is not advertised.</param>
    public sealed record Skipped(string Reason) : Verdict;

    /// <summary>It could not be found out: what the rule needs beforehand failed, or no answer came.</summary>
    /// <param name="Reason">What was in the way.</param>
    public sealed record Inconclusive(string Reason) : Verdict;

    /// <summary>The word for it: <c>pass</c>, <c>fail</c>, <c>skip</c>, <c>unclear</c>.</summary>
    public string Word => this switch
    {
        Passed => "pass",
        Failed => "fail",
        Skipped => "skip",
        _ => "unclear",
    };

    /// <summary>The reason, or null for a pass.</summary>
    public string? Why => this switch
    {
        Failed failed => failed.Reason,
        Skipped skipped => skipped.Reason,
        Inconclusive inconclusive => inconclusive.Reason,
        _ => null,
    };
}
