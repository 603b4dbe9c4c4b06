using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC505: of the users of one address one is active and another disabled: what a deletion and a new creation leave (product rule 14).</summary>
public static class Rc505DisabledTwin
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { } user || Pair(facts, user) is not var (stale, staleState, survivor))
        {
            return null;
        }

        var why = staleState is RecordState.Tombstone ? "was deleted at the source" : "is disabled";
        return new Finding(FindingCodes.DisabledTwin, facts.Symptom is Symptom.Duplicates ? Weight.Blocks : Weight.Informs,
            $"{stale} has the address of {survivor} and {why}: most likely the same person, created anew. It holds no license and hinders nobody.",
            Side.IdentityProvider,
            new Remedy($"Delete {stale} for good at {ClickPath.Name(facts.Source())} (Entra: Users > Deleted users > Delete permanently, or by itself 30 days after the deletion); the next cycle takes it away here, and {survivor} stays as he is. Or remove it here, which can be undone for 30 days.", RemedyCommands.Duplicates(facts)),
            [.. facts.Twins.Select(twin =>
                Evidence.OfState($"{twin.UserName}: {(twin.Active ? "active" : "inactive")}{(twin.State is RecordState.Tombstone ? ", deleted at the source" : "")}, here since {twin.Created.Show()}."))]);
    }

    private static (string Stale, RecordState State, string Survivor)? Pair(CaseFile facts, UserFacts user) => user.Active
        ? facts.Twins.FirstOrDefault(twin => !twin.Active) is { } stale ? (stale.UserName, stale.State, user.UserName) : null
        : facts.Twins.FirstOrDefault(twin => twin.Active) is { } survivor ? (user.UserName, facts.Lead()?.State ?? RecordState.Live, survivor.UserName) : null;
}
