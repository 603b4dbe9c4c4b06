using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC112: a live token or secret was not used for 90 days. Whoever finds it can push, and nobody would miss it.</summary>
public static class Rc112CredentialUnused
{
    private static readonly TimeSpan s_long = TimeSpan.FromDays(90);

    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var directory in facts.Suspects())
        {
            if (directory.Tokens.FirstOrDefault(token => IsUnused(token, facts.Now)) is { } token)
            {
                var since = token.LastUsed is { } last ? $"was last used at {last.Show()}" : $"was never used since it was made at {token.Created!.Value.Show()}";
                return new Finding(FindingCodes.CredentialUnused, Weight.Informs,
                    $"{token.Prefix}… of '{directory.Label}' is accepted, but {since}.", Side.Rollcall,
                    new Remedy("Revoke it if nothing is meant to use it.", RemedyCommands.ListTokens(facts, directory)),
                    [Evidence.OfState($"{token.Prefix}… {since}.")]);
            }
        }

        return null;
    }

    private static bool IsUnused(TokenFacts token, DateTimeOffset now) =>
        token.IsLive(now) && token.Created is { } created && now - (token.LastUsed ?? created) >= s_long;
}
