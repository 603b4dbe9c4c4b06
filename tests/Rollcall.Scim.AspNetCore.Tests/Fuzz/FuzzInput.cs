using System.Text;

namespace Rollcall.Scim.AspNetCore.Tests.Fuzz;

/// <summary>A request as the corpus keeps it: <c>VERB /path?query</c>, headers, an empty line, the body.</summary>
public sealed record FuzzInput(string Verb, string Target, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public static FuzzInput Read(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = (end < 0 ? text : text[..end]).Split('\n');
        var first = lines[0].Split(' ', 2);
        var headers = lines.Skip(1).Where(static line => line.Contains(": ", StringComparison.Ordinal)).Select(static line => line.Split(": ", 2)).Select(static parts => (parts[0], parts[1]));
        return new FuzzInput(first[0], first[1], [.. headers], end < 0 ? "" : text[(end + 2)..].TrimEnd('\n'));
    }

    public string Print()
    {
        var text = new StringBuilder().Append(Verb).Append(' ').Append(Target).Append('\n');
        foreach (var (name, value) in Headers)
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return text.Append('\n').Append(Body).Append('\n').ToString();
    }
}
