using System.Globalization;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Api;

/// <summary>Pages by key: what the page before gave as <c>next</c> is given as <c>after</c>.</summary>
internal readonly record struct Paging(long After, int Limit)
{
    private const int Most = 1000;

    /// <summary>Reads it; answers what is wrong where something is.</summary>
    public static ProblemResult? Read(string? after, int? limit, int usual, out Paging paging)
    {
        paging = new Paging(0, limit ?? usual);
        if (paging.Limit is < 1 or > Most)
        {
            return Refusals.NotAllowed("limit", limit?.ToString(CultureInfo.InvariantCulture), $"a number from 1 to {Most}");
        }

        if (string.IsNullOrEmpty(after))
        {
            return null;
        }

        if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
        {
            return Refusals.NotAllowed("after", after, "what the page before gave as 'next'");
        }

        paging = paging with { After = key };
        return null;
    }

    /// <summary>The word for the next page; null where this was the last.</summary>
    public string? Next(int count, long last) => count < Limit ? null : last.ToString(CultureInfo.InvariantCulture);
}
