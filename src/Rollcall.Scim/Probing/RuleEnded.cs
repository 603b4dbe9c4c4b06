namespace Rollcall.Scim.Probing;

/// <summary>How a rule stops before its end; caught where rules are run, and never seen outside of this room.</summary>
internal sealed class RuleEnded(Verdict verdict) : Exception(verdict.Why)
{
    public Verdict Verdict { get; } = verdict;

    public static RuleEnded Broken(string reason) => new(new Verdict.Failed(reason));

    public static RuleEnded Unclear(string reason) => new(new Verdict.Inconclusive(reason));
}
