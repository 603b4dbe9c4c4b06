using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC205: the last create or change of the person was refused for its content.</summary>
public static class Rc205WriteRefused
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.LastWrite() is not { } write || !IsFaulty(write))
        {
            return null;
        }

        var what = write.Verb == "POST" ? "create" : "change";
        var attribute = write.Attribute is null ? "" : $" because of {write.Attribute}";
        return new Finding(FindingCodes.WriteRefused, facts.PersonStands() && facts.Symptom is not Symptom.NotProvisioned ? Weight.Warns : Weight.Blocks,
            $"The last {what} of this person by {ClickPath.Name(facts.DirectoryOf(write.Directory))} was refused with {write.Status}{attribute}.",
            Side.IdentityProvider,
            new Remedy($"Mend the value at the source or its mapping ({ClickPath.Log(facts.DirectoryOf(write.Directory))}), then provision the user again."),
            [write.Cite()]);
    }

    /// <summary>A name that is taken and a missing userName have findings of their own.</summary>
    private static bool IsFaulty(ExchangeFacts write) => write.Status switch
    {
        400 => !string.Equals(write.Attribute, "userName", StringComparison.OrdinalIgnoreCase),
        409 => false,
        var status => status > 400,
    };
}
