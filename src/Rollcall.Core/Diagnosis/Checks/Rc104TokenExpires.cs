using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC104: the last live token has expired, or will within 30 days (product rule 3).</summary>
public static class Rc104TokenExpires
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(30);

    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(directory => HasExpired(facts, directory)) is { } expired)
        {
            return Speak(facts, expired, facts.ConnectionWeight(directory => HasExpired(facts, directory)), "has expired; requests are refused since", "expired");
        }

        return facts.Suspects().FirstOrDefault(directory => WillExpire(facts, directory)) is { } expiring
            ? Speak(facts, expiring, Weight.Warns, "expires soon; requests will be refused from", "expires")
            : null;
    }

    private static Finding Speak(CaseFile facts, DirectoryFacts directory, Weight weight, string what, string verb)
    {
        var token = Unrevoked(directory).MaxBy(candidate => candidate.Expires)!;
        var at = token.Expires!.Value;
        var refused = facts.Latest(directory) is { Status: 401, Code: RefusalCodes.TokenExpired } exchange ? exchange : null;
        return new Finding(FindingCodes.TokenExpires, weight,
            $"The token of '{directory.Label}' {what} {at.Show()}.", Side.IdentityProvider,
            new Remedy($"Create a second token, paste it at {ClickPath.Credentials(directory)}, then revoke the old one: both are live meanwhile.",
                RemedyCommands.CreateToken(facts, directory)),
            [Evidence.OfState($"Token {token.Prefix}… {verb} {at.Show()}."), .. refused is null ? Array.Empty<Evidence>() : [refused.Cite()]]);
    }

    private static IEnumerable<TokenFacts> Unrevoked(DirectoryFacts directory) => directory.Tokens.Where(token => token.Revoked is null);

    private static bool HasExpired(CaseFile facts, DirectoryFacts directory) =>
        Unrevoked(directory).Any() && Unrevoked(directory).All(token => !token.IsLive(facts.Now));

    private static bool WillExpire(CaseFile facts, DirectoryFacts directory) =>
        Unrevoked(directory).Any() && Unrevoked(directory).All(token => token.Expires is { } expires && expires - facts.Now <= s_ahead);
}
