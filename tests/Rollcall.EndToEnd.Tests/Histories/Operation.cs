namespace Rollcall.EndToEnd.Tests.Histories;

/// <summary>One operation of a history: what was asked and answered, and when.</summary>
/// <param name="Action">What was done and what it told.</param>
/// <param name="Invoked">When the request left; any unit.</param>
/// <param name="Completed">When its answer came; <see cref="Never"/> where none came, so that it was done at any time since, or not at all.</param>
internal sealed record Operation<TAction>(TAction Action, long Invoked, long Completed)
{
    public const long Never = long.MaxValue;

    public bool IsOpen => Completed == Never;
}
