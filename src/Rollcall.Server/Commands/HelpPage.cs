using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;

namespace Rollcall.Server.Commands;

/// <summary>One page of help: what the command does, how it is called, its own options, those that all have, examples.</summary>
/// <param name="examples">Command lines, one a line; empty for none.</param>
/// <param name="chapters">Of a group: headings, and the names of the commands under each.</param>
internal sealed class HelpPage(string examples, IReadOnlyList<(string Heading, string[] Commands)> chapters) : SynchronousCommandLineAction
{
    private const int UsualWidth = 110;
    private const int WidestName = 30;

    /// <summary>Its command lines.</summary>
    public IReadOnlyList<string> Examples { get; } = examples.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>How wide a page may be for who reads it.</summary>
    public static int WidthOf(ParseResult parsed) =>
        ReferenceEquals(parsed.InvocationConfiguration.Output, Console.Out) && !Console.IsOutputRedirected ? Math.Clamp(Console.WindowWidth - 1, 60, UsualWidth) : UsualWidth;

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        parseResult.InvocationConfiguration.Output.Write(Text(parseResult.CommandResult.Command, WidthOf(parseResult)));
        return Exit.Good;
    }

    /// <summary>The page.</summary>
    /// <param name="command">Whose.</param>
    /// <param name="width">The longest line, in characters.</param>
    /// <param name="withShared">Whether the options that every asking command has are on it.</param>
    public string Text(Command command, int width, bool withShared = true)
    {
        var page = new StringBuilder();
        foreach (var line in Wrap.Lines(command.Description ?? "", width))
        {
            page.AppendLine(line);
        }

        Section(page, "Usage", [Usage(command)]);
        Columns(page, "Arguments", [.. command.Arguments.Select(static argument => ($"<{argument.Name}>", argument.Description ?? ""))], width);
        foreach (var (heading, names) in Chapters(command))
        {
            Columns(page, heading, [.. command.Subcommands.Where(sub => names.Contains(sub.Name)).Select(static sub => (sub.Name, FirstSentence(sub.Description ?? "")))], width);
        }

        var options = command.Options.Where(static option => option is not HelpOption and not VersionOption && !option.Hidden).ToList();
        Columns(page, "Options", [.. options.Where(static option => !Whom.Names.Contains(option.Name) || IsServers(option)).Select(Row)], width);
        Columns(page, "Options of every command that asks a server", [.. options.Where(option => withShared && Whom.Names.Contains(option.Name) && !IsServers(option)).Select(Row)], width);
        Section(page, "Examples", Examples);
        if (command.Subcommands.Count > 0)
        {
            page.AppendLine().AppendLine($"'{Path(command)} <command> --help' says more of each.");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    // 'serve' and 'probe' have options of the same names which are their own.
    private static bool IsServers(Option option) => option.Parents.OfType<Command>().Any(static parent => parent.Options.All(static other => other.Name != "--key"));

    private IEnumerable<(string Heading, IReadOnlyList<string> Names)> Chapters(Command command)
    {
        var named = chapters.SelectMany(static chapter => chapter.Commands).ToHashSet(StringComparer.Ordinal);
        var rest = command.Subcommands.Where(sub => !sub.Hidden && !named.Contains(sub.Name)).Select(static sub => sub.Name).ToList();
        return [("Commands", rest), .. chapters.Select(static chapter => (chapter.Heading, (IReadOnlyList<string>)chapter.Commands))];
    }

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? text[..(end + 1)] : text;

    private static string Usage(Command command)
    {
        var words = new List<string> { Path(command) };
        words.AddRange(command.Arguments.Select(static argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>"));
        words.AddRange(command.Options.Where(static option => option.Required).Select(static option => $"{option.Name} <{option.HelpName}>"));
        words.Add(command.Subcommands.Count > 0 ? "<command>" : "[options]");
        return string.Join(' ', words);
    }

    private static string Path(Command command)
    {
        var names = new Stack<string>();
        for (Symbol? symbol = command; symbol is Command and not RootCommand; symbol = symbol.Parents.FirstOrDefault())
        {
            names.Push(symbol.Name);
        }

        names.Push("rollcall");
        return string.Join(' ', names);
    }

    private static (string Name, string Meaning) Row(Option option) =>
        (option.ValueType == typeof(bool) ? option.Name : $"{option.Name} <{option.HelpName ?? "value"}>", option.Description ?? "");

    private static void Section(StringBuilder page, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        page.AppendLine().Append(heading).AppendLine(":");
        foreach (var line in lines)
        {
            page.Append("  ").AppendLine(line.TrimEnd());
        }
    }

    private static void Columns(StringBuilder page, string heading, IReadOnlyList<(string Name, string Meaning)> rows, int width)
    {
        var left = rows.Count == 0 ? 0 : Math.Min(WidestName, rows.Max(static row => row.Name.Length)) + 2;
        var lines = new List<string>();
        foreach (var (name, meaning) in rows)
        {
            var first = name.Length + 2 > left ? [name, .. Wrap.Lines(meaning, width - left - 2)] : Wrap.Lines(meaning, width - left - 2).ToList();
            lines.Add(name.Length + 2 > left ? name : name.PadRight(left) + first[0]);
            lines.AddRange(first.Skip(1).Select(line => new string(' ', left) + line));
        }

        Section(page, heading, lines);
    }
}
