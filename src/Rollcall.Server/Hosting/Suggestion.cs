namespace Rollcall.Server.Hosting;

/// <summary>Finds what was probably meant.</summary>
internal static class Suggestion
{
    /// <summary>" Did you mean 'x'?" for the nearest of the known words, or nothing where none is near.</summary>
    public static string Of(string word, IEnumerable<string> known)
    {
        var nearest = known.MinBy(candidate => Distance(word, candidate));
        return nearest is not null && Distance(word, nearest) <= Math.Max(2, nearest.Length / 3) ? $" Did you mean '{nearest}'?" : "";
    }

    /// <summary>How many letters must be put in, taken out or replaced; case does not count.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
