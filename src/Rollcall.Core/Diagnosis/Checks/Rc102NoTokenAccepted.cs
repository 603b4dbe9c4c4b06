using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC102: the directory has no live token, or the last requests came with none that it knows.</summary>
public static class Rc102NoTokenAccepted
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Suspects().FirstOrDefault(directory => IsFaulty(facts, directory)) is not { } found)
        {
            return null;
        }

        var refused = Refused(facts, found);
        var sentence = refused.Count > 0
            ? $"The last {refused.Count} request(s) to '{found.Label}' came with no token that it accepts."
            : $"'{found.Label}' has no live token, so nobody can push into it.";
        return new Finding(FindingCodes.NoTokenAccepted, facts.ConnectionWeight(directory => IsFaulty(facts, directory)), sentence,
            refused.Count > 0 ? Side.IdentityProvider : Side.Rollcall,
            new Remedy($"Create a new token, copy it while it is shown, paste it at {ClickPath.Credentials(found)}.", RemedyCommands.CreateToken(facts, found)),
            [.. refused.Take(3).Select(exchange => exchange.Cite()), Evidence.OfState($"'{found.Label}' has {Live(facts, found)} live token(s).")]);
    }

    private static bool IsFaulty(CaseFile facts, DirectoryFacts directory)
    {
        // One stray 401 from anywhere accuses nobody; Test Connection sends but one.
        var enough = facts.Symptom is Symptom.TestConnectionFails ? 1 : 2;
        var neverAny = Live(facts, directory) == 0 && !directory.Tokens.Any(token => token is { Revoked: null, Expires: not null });
        return neverAny || Refused(facts, directory).Count >= enough;
    }

    private static int Live(CaseFile facts, DirectoryFacts directory) => directory.Tokens.Count(token => token.IsLive(facts.Now));

    /// <summary>401s since the last request that was let in, newest first.</summary>
    private static List<ExchangeFacts> Refused(CaseFile facts, DirectoryFacts directory) =>
        [.. facts.Exchanges
            .Where(exchange => exchange.Directory == directory.Key)
            .OrderByDescending(exchange => exchange.JournalNo)
            .TakeWhile(exchange => exchange.Status == 401)
            .Where(exchange => exchange.Code is not RefusalCodes.TokenExpired && !(directory.LastRequest > exchange.At))];
}
