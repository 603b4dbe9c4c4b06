using Rollcall.Core.Journal;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Who pushes into a directory, as its traffic tells (product rule 4), with the reason.</summary>
/// <param name="Provider">Who.</param>
/// <param name="Sign">By which sign.</param>
/// <param name="Number">How many requests bore it.</param>
/// <param name="LastAt">When the last of them came.</param>
public sealed record Recognition(IdentityProvider Provider, ProviderSign Sign, long Number, DateTimeOffset LastAt)
{
    /// <summary>Signs that were last seen longer before the newest one than this belong to a client of the past.</summary>
    private static readonly TimeSpan Present = TimeSpan.FromDays(7);

    /// <summary>The sentence that a person reads.</summary>
    public string Reason => FormattableString.Invariant($"{Number:N0} {(Number == 1 ? "request" : "requests")} with {Sign.Sentence}, last {LastAt.UtcDateTime:yyyy-MM-dd HH:mm}Z");

    /// <summary>Those who push, each by the sign seen most often; empty where no request bore a sign.</summary>
    public static IReadOnlyList<Recognition> Of(IEnumerable<TrafficMark> marks)
    {
        var seen = (from mark in marks
                    join sign in ProviderSign.All on mark.Mark equals sign.Name
                    select new Recognition(sign.Provider, sign, mark.Number, mark.LastAt)).ToList();
        var newest = seen.Count == 0 ? default : seen.Max(r => r.LastAt);
        return [.. seen.Where(r => newest - r.LastAt <= Present)
            .GroupBy(r => r.Provider)
            .Select(g => g.OrderByDescending(r => r.Number).First())
            .OrderByDescending(r => r.Number)];
    }
}
