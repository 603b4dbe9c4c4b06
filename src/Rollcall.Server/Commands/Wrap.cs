namespace Rollcall.Server.Commands;

/// <summary>Breaks text into lines of a width, at spaces. A word that is longer than a line stays whole: a URL must be copied in one piece.</summary>
internal static class Wrap
{
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        yield return line;
    }
}
