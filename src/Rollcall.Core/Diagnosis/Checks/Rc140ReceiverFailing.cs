using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC140: a receiver of events has taken nothing for a while, and is tried again.</summary>
public static class Rc140ReceiverFailing
{
    /// <summary>A receiver that is started anew is no finding.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var failing = facts.Receivers.Where(receiver => !receiver.Held && facts.Now - receiver.FailingSince >= s_patience).MinBy(static receiver => receiver.FailingSince);
        return failing is not { FailingSince: { } since }
            ? null
            : new Finding(FindingCodes.ReceiverFailing, Weight.Warns,
                $"The receiver '{failing.Label}' has taken no event since {since.Show()}; what happens here is not known there yet.", Side.Rollcall,
                new Remedy("Mend the receiver; nothing is lost, and it is tried again by itself. The test says what it answers now.", RemedyCommands.TestReceiver(facts, failing)),
                [Evidence.OfState($"{failing.Failures} attempts failed. {failing.LastError}{(failing.NextTry is { } next ? $" Next try {next.Show()}." : "")}")]);
    }
}
