using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC206: userName or externalId is held by another record of the account, so the last write was refused with 409 (product rule 6).</summary>
public static class Rc206NameTaken
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.LastWrite() is not { Status: 409 } write)
        {
            return null;
        }

        var attribute = write.Attribute ?? "userName or externalId";
        var holder = write.HeldBy is null ? "another record" : $"a record of '{write.HeldBy}'";
        return new Finding(FindingCodes.NameTaken, facts.PersonStands() && facts.Symptom is not Symptom.NotProvisioned ? Weight.Warns : Weight.Blocks,
            $"The push into {facts.LabelOf(write.Directory)} was refused: its {attribute} is held by {holder}. Both must be unique over all SCIM directories of the account.",
            Side.IdentityProvider, new Remedy(Advice(facts, write)), [write.Cite()]);
    }

    private static string Advice(CaseFile facts, ExchangeFacts write)
    {
        var directory = facts.DirectoryOf(write.Directory);
        return string.Equals(write.Attribute, "externalId", StringComparison.OrdinalIgnoreCase)
            ? $"A mail nickname is no good externalId, it can collide. Go to {ClickPath.Mapping(directory, "objectId", "externalId")}; then provision the user again."
            : "Unassign the person in the other directory and delete the old user there, or let only one directory push this person; then provision the user again.";
    }
}
