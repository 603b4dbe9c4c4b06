using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>Reads a list page by page, as far as the command was asked to.</summary>
internal static class Pages
{
    private const int Usual = 100;
    private const int Largest = 1000;

    /// <summary>How many are listed.</summary>
    public static Option<int?> Limit() => Frame.Number("--limit", $"How many at most ({Usual}); 0 lists all.", "number");

    /// <summary>Where to begin.</summary>
    public static Option<string?> After() => Frame.Option<string?>("--after", "Go on after what the last answer named as next.", "next");

    /// <summary>The items, and the word for those after them; null where the server gave no answer, which has been said.</summary>
    /// <param name="ask">The command.</param>
    /// <param name="limit">How many at most; 0 for all.</param>
    /// <param name="after">Where to begin, or null.</param>
    /// <param name="get">Gets one page by the parameters <c>after</c> and <c>limit</c>.</param>
    /// <param name="read">What a page holds.</param>
    public static async Task<(List<TItem> Items, string? Next)?> ReadAsync<TPage, TItem>(
        Ask ask, int? limit, string? after, Func<(string, string?)[], Task<Reply<TPage>>> get, Func<TPage, (IReadOnlyList<TItem> Items, string? Next)> read)
        where TPage : class
    {
        var most = limit switch { null => Usual, 0 => int.MaxValue, _ => limit.Value };
        var all = new List<TItem>();
        do
        {
            var size = Math.Min(most - all.Count, Largest).ToString(CultureInfo.InvariantCulture);
            if (await ask.ValueAsync(get([("after", after), ("limit", size)])) is not { } page)
            {
                return null;
            }

            var (items, next) = read(page);
            all.AddRange(items);
            after = next;
        }
        while (after is not null && all.Count < most);
        return (all, after);
    }

    /// <summary>Says that there are more.</summary>
    public static void SayNext(Ask ask, string? next)
    {
        if (next is not null)
        {
            ask.Say.Aside($"There are more; --after {next} goes on, --limit 0 lists all.");
        }
    }
}
