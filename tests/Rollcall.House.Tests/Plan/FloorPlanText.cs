namespace Rollcall.House.Tests.Plan;

/// <summary>Reads the floor plan from the text of docs/house.md. A line it cannot read is an error: a plan must not be half kept.</summary>
public static class FloorPlanText
{
    private const string Scim = "Rollcall.Scim";
    private const string Core = "Rollcall.Core";

    public static FloorPlan Parse(string markdown)
    {
        var lines = Block(markdown);
        var projects = lines.Where(static l => l.Key.StartsWith("Rollcall.", StringComparison.Ordinal))
            .ToDictionary(static l => l.Key, static l => Levels(l.Text), StringComparer.Ordinal);
        return new FloorPlan
        {
            Projects = projects,
            Pure = Parts(lines, "pure").SelectMany(part => PureRooms(part, projects)).ToHashSet(StringComparer.Ordinal),
            Outside = [.. Parts(lines, "outside").Select(Outside)],
            Across = Parts(lines, "across").Select(part => Across(part, projects)).ToDictionary(StringComparer.Ordinal),
        };
    }

    private static List<Line> Block(string markdown)
    {
        var start = markdown.IndexOf("```house\n", StringComparison.Ordinal);
        Assert.True(start >= 0, "docs/house.md holds no ```house block");
        var body = markdown[(start + 9)..];
        var lines = new List<Line>();
        foreach (var text in body[..body.IndexOf("```", StringComparison.Ordinal)].Split('\n').Where(static l => l.Trim().Length > 0))
        {
            if (char.IsWhiteSpace(text[0]))
            {
                lines[^1] = lines[^1] with { Text = lines[^1].Text + " | " + text.Trim() };
                continue;
            }

            var colon = text.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0, "no colon in the plan's line: " + text);
            lines.Add(new Line(text[..colon].Trim(), text[(colon + 1)..].Trim()));
        }

        return lines;
    }

    private static IEnumerable<string> Parts(List<Line> lines, string key) =>
        lines.Where(l => string.Equals(l.Key, key, StringComparison.Ordinal)).SelectMany(static l => Cut(l.Text, "|"));

    private static IReadOnlyList<IReadOnlyList<string>> Levels(string text) => [.. Cut(text, "<").Select(static level => Cut(level, " "))];

    private static IEnumerable<string> PureRooms(string part, Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> projects)
    {
        var words = Cut(part, " ");
        return words is [var project, "up", "to", var room]
            ? UpTo(projects[project], room).Select(r => project + "/" + r)
            : words.Select(static r => Core + "/" + r);
    }

    private static OutsideRule Outside(string part)
    {
        var sides = Cut(part, " only ");
        Assert.True(sides.Count == 2, "'outside' needs one 'only': " + part);
        return new OutsideRule(Cut(sides[0], ","), Cut(sides[1], ","));
    }

    private static KeyValuePair<string, IReadOnlySet<string>> Across(string part, Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> projects)
    {
        var words = Cut(part.Replace(" may use ", " ", StringComparison.Ordinal).Replace(',', ' '), " ");
        IEnumerable<string> rooms = words is [_, "up", "to", var last] ? UpTo(projects[Scim], last) : words.Skip(1);
        return new(words[0], rooms.ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> UpTo(IReadOnlyList<IReadOnlyList<string>> levels, string room)
    {
        var left = levels.TakeWhile(level => !level.Contains(room, StringComparer.Ordinal)).ToList();
        Assert.True(left.Count < levels.Count, "the plan names no room " + room);
        return left.SelectMany(static level => level).Append(room);
    }

    private static List<string> Cut(string text, string separator) =>
        [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private sealed record Line(string Key, string Text);
}
