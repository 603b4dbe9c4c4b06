using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC141: delivery to a receiver of events was given up, and waits for somebody to resume it.</summary>
public static class Rc141DeliveryHeld
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Receivers.FirstOrDefault(static receiver => receiver.Held) is not { } held
            ? null
            : new Finding(FindingCodes.DeliveryHeld, Weight.Warns,
                $"Events for the receiver '{held.Label}' are held{(held.FailingSince is { } since ? $": it has taken none since {since.Show()}" : "")}.", Side.Rollcall,
                new Remedy("Mend the receiver, then resume it: it goes on with the first event that it has not taken.", RemedyCommands.ResumeReceiver(facts, held)),
                [Evidence.OfState(held.LastError ?? "It was held.")]);
    }
}
