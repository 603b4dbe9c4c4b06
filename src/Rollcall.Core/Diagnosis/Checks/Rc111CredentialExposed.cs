using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC111: a live token, secret or key was seen where others could read it, or was reported to be so.</summary>
public static class Rc111CredentialExposed
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Proof.Of(facts).FirstOrDefault(proof => proof.Token.Exposed is not null && proof.Token.IsLive(facts.Now)) is not { } found)
        {
            return null;
        }

        var at = found.Token.Exposed!.Value;
        return new Finding(FindingCodes.CredentialExposed, Weight.Warns,
            $"{found.Name} is still accepted, and others may have read it at {at.Show()}.", Side.Rollcall,
            new Remedy(found.Exchange, found.List),
            [Evidence.OfState($"{found.Token.Prefix}… was exposed at {at.Show()}, and is not revoked.")]);
    }
}
