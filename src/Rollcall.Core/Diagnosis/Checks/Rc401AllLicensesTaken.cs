using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC401: all licenses are taken, the user is in the queue (product rules 25 and 26).</summary>
public static class Rc401AllLicensesTaken
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts is not { User: { License: LicenseReason.Waiting } user, Pool: var pool })
        {
            return null;
        }

        var total = pool?.Terms.Total ?? 0;
        var queue = pool is null ? "" : $", place {user.WaitingPlace ?? pool.Waiting} of {pool.Waiting} in the queue";
        return new Finding(FindingCodes.AllLicensesTaken, Weight.Blocks,
            $"{user.UserName} waits for a license: all {total} are taken{queue}.", Side.Rollcall,
            new Remedy("Raise the total, disable at the source whoever needs none, or mark the user as priority for the next one that is freed.",
                RemedyCommands.RaiseTotal(facts, total + (user.WaitingPlace ?? 1))),
            [
                .. facts.LastThat(ExchangeEffect.Created) is { } created ? [created.Cite()] : Array.Empty<Evidence>(),
                Evidence.OfState($"Pool: total {total}, assigned {pool?.Assigned ?? 0}, waiting {pool?.Waiting ?? 1}."),
            ]);
    }
}
