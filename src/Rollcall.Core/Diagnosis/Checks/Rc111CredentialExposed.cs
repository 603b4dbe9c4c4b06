using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC111: a live token or secret was seen where others could read it, or was reported to be so.</summary>
public static class Rc111CredentialExposed
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var directory in facts.Suspects())
        {
            if (directory.Tokens.FirstOrDefault(token => token.Exposed is not null && token.IsLive(facts.Now)) is { } token)
            {
                var at = token.Exposed!.Value;
                return new Finding(FindingCodes.CredentialExposed, Weight.Warns,
                    $"{token.Prefix}… of '{directory.Label}' is still accepted, and others may have read it at {at.Show()}.", Side.Rollcall,
                    new Remedy($"Make a new one, paste it at {ClickPath.Credentials(directory)}, see it used, then revoke this one.", RemedyCommands.ListTokens(facts, directory)),
                    [Evidence.OfState($"{token.Prefix}… was exposed at {at.Show()}, and is not revoked.")]);
            }
        }

        return null;
    }
}
