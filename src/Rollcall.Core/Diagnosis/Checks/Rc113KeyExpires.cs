using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC113: a key of a person or program expires within 30 days and within the last quarter of its life, and no other of its label lives longer.</summary>
public static class Rc113KeyExpires
{
    private const int Quarter = 4;
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(30);

    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Keys.Where(key => key.IsLive(facts.Now)).FirstOrDefault(key => ExpiresSoon(key, facts)) is not { } found)
        {
            return null;
        }

        var at = found.Expires!.Value;
        return new Finding(FindingCodes.KeyExpires, Weight.Warns,
            $"The key {found.Prefix}… '{found.Label}' expires soon; requests with it will be refused from {at.Show()}.", Side.Rollcall,
            new Remedy("Exchange it and give the new one to whoever uses it: both are live meanwhile.", RemedyCommands.RotateKey(facts, found)),
            [Evidence.OfState($"Key {found.Prefix}… expires {at.Show()}, and was {(found.LastUsed is { } last ? $"last used at {last.Show()}" : "never used")}.")]);
    }

    private static bool ExpiresSoon(TokenFacts key, CaseFile facts) =>
        key is { Expires: { } end, Created: { } created }
        && end - facts.Now <= s_ahead
        && end - facts.Now <= (end - created) / Quarter
        && !facts.Keys.Any(other => other.Label == key.Label && other.IsLive(facts.Now) && (other.Expires is null || other.Expires > end));
}
