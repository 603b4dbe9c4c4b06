using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC502: the user was softly deleted at the source, which renames him to objectId and old name (product rule 13).</summary>
public static class Rc502DeletedAtSource
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { } user || facts.Lead() is not { State: RecordState.Tombstone } record)
        {
            return null;
        }

        var anew = facts.Twins.FirstOrDefault(twin => twin.Active);
        var source = ClickPath.Name(facts.Source());
        var remedy = anew is null
            ? $"Restore the user at {source} within 30 days of the deletion (Entra: Users > Deleted users > Restore); the next cycle brings him back."
            : $"The person was created anew as {anew.UserName}: connect with that one. This entry holds no license; it goes when it is deleted for good at {source} (Entra: Users > Deleted users > Delete permanently, or by itself after 30 days).";
        return new Finding(FindingCodes.DeletedAtSource, Weight.Blocks,
            $"{user.UserName} was deleted at {source}: the record is now named {record.UserName} and counts as inactive.",
            Side.IdentityProvider,
            new Remedy(remedy),
            [facts.LastThat(ExchangeEffect.SoftlyDeleted)?.Cite() ?? new Evidence(null, record.Modified, $"userName is {record.UserName}, before it was {user.UserName}")]);
    }
}
