using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC112: a live token, secret or key was not used for 90 days. Whoever finds it can use it, and nobody would miss it.</summary>
public static class Rc112CredentialUnused
{
    private static readonly TimeSpan s_long = TimeSpan.FromDays(90);

    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Proof.Of(facts).FirstOrDefault(proof => IsUnused(proof.Token, facts.Now)) is not { } found)
        {
            return null;
        }

        var since = found.Token.LastUsed is { } last ? $"was last used at {last.Show()}" : $"was never used since it was made at {found.Token.Created!.Value.Show()}";
        return new Finding(FindingCodes.CredentialUnused, Weight.Informs,
            $"{found.Name} is accepted, but {since}.", Side.Rollcall,
            new Remedy("Revoke it if nothing is meant to use it.", found.List),
            [Evidence.OfState($"{found.Token.Prefix}… {since}.")]);
    }

    private static bool IsUnused(TokenFacts token, DateTimeOffset now) =>
        token.IsLive(now) && token.Created is { } created && now - (token.LastUsed ?? created) >= s_long;
}
