namespace Rollcall.Core.Licensing;

/// <summary>The order of the queue: priority, then who has been eligible longest, then the older user (product rule 25).</summary>
public static class QueueOrder
{
    /// <summary>The first of a sorted sequence is served first.</summary>
    public static IComparer<Candidate> Instance { get; } = Comparer<Candidate>.Create(static (a, b) =>
        (!a.Priority, a.EligibleSince, a.Key).CompareTo((!b.Priority, b.EligibleSince, b.Key)));
}
