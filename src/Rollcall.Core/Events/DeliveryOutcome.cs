namespace Rollcall.Core.Events;

/// <summary>What became of one attempt.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The receiver took it.</summary>
    /// <param name="Status">What it answered.</param>
    public sealed record Taken(int Status) : DeliveryOutcome;

    /// <summary>It did not.</summary>
    /// <param name="Status">What it answered; null where it did not.</param>
    /// <param name="Error">Why, for an administrator; what a stranger wrote is cut and cleaned.</param>
    /// <param name="RetryAfter">How long it asks to be left alone, or null.</param>
    /// <param name="IsFinal">Whether trying again is of no use: the receiver says that it is gone.</param>
    public sealed record Failed(int? Status, string Error, TimeSpan? RetryAfter, bool IsFinal) : DeliveryOutcome;
}
