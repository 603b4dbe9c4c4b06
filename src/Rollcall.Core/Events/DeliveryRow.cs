using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>What became of one event at one receiver.</summary>
/// <param name="Receiver">The receiver's key.</param>
/// <param name="No">The number of the change in the journal.</param>
/// <param name="At">When it was last tried.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Status">The status that the receiver answered; null where it did not.</param>
/// <param name="Error">Why it failed; null where it was taken.</param>
public sealed record DeliveryRow(RowKey Receiver, long No, DateTimeOffset At, int Attempts, int? Status, string? Error);
