namespace Rollcall.Core.Diagnosis;

/// <summary>One thing that shows it.</summary>
/// <param name="JournalNo">The journal row; null where it is a state and no event.</param>
/// <param name="At">When; null of a state.</param>
/// <param name="Text">What is to be seen there.</param>
public sealed record Evidence(long? JournalNo, DateTimeOffset? At, string Text)
{
    /// <summary>A state as it is now.</summary>
    public static Evidence OfState(string text) => new(null, null, text);
}
