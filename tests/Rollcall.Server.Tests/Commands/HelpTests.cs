using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>The help is committed as docs/reference/commands.md, so that a review shows what people will read; and whatever a page tells to type can be typed.</summary>
public sealed partial class HelpTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Tables.Folder(), "..", ".."));

    /// <summary>Every command line that stands in help, in docs and in remedies, with the place where it stands.</summary>
    public static TheoryData<string, string> Lines
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (place, line) in OfHelp().Concat(OfPages()).Concat(OfRemedies()).DistinctBy(static pair => pair.Line))
            {
                data.Add(place, line);
            }

            return data;
        }
    }

    [Fact]
    public void The_reference_is_what_help_says() => Golden.Match(Path.Combine(s_root, "docs", "reference", "commands.md"), Reference());

    [Fact]
    public async Task Help_is_printed_as_asked_and_a_group_alone_shows_what_it_holds()
    {
        var none = new Dictionary<string, string>();
        var help = await CommandLine.RunAsync(none, "token", "create", "--help");
        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.Contains("rollcall token create --account acme --directory 'Entra ID'", help.Out, StringComparison.Ordinal);
        Assert.Contains("--url <url>", help.Out, StringComparison.Ordinal);
        Assert.All(help.Out.Split('\n'), static line => Assert.InRange(line.Length, 0, 110));

        var group = await CommandLine.RunAsync(none, "token");
        Assert.Equal((Exit.Failed, ""), (group.Code, group.Out));
        Assert.Contains("revoke", group.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_and_option_says_what_it_does_and_every_doing_command_shows_an_example()
    {
        foreach (var (path, command) in CommandList.All())
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), path);
            Assert.All(command.Options.Cast<Symbol>().Concat(command.Arguments), symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description), $"{path} {symbol.Name}"));
            Assert.True(command.Subcommands.Count > 0 || Help.PageOf(command)!.Examples.Count > 0, $"{path} shows no example");
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void What_is_told_to_type_can_be_typed(string place, string line)
    {
        var parsed = CommandList.Root().Parse(Words(line));
        Assert.True(parsed.Errors.Count == 0, $"{place}: {line}: {string.Join(' ', parsed.Errors.Select(static error => error.Message))}");
        Assert.True(parsed.CommandResult.Command.Subcommands.Count == 0 || line.Contains("--help", StringComparison.Ordinal) || line.Trim() == "rollcall", $"{place}: {line} names no command");
    }

    [Fact]
    public void All_sources_of_command_lines_were_found()
    {
        Assert.True(OfHelp().Count() > 40);
        Assert.True(OfPages().Count() > 30);
        Assert.True(OfRemedies().Count() >= 10);
    }

    private static string Reference()
    {
        var page = new StringBuilder("""
            # Commands

            This page is what `rollcall COMMAND --help` says; a test keeps it so (`UPDATE_GOLDEN=1` writes it anew). [Exit codes](exit-codes.md) and [scripting](scripting.md) have pages of their own.

            Every command that asks a server has these options:

            ```

            """.ReplaceLineEndings("\n"));
        var shared = Help.PageOf(CommandList.Find("account show"))!.Text(CommandList.Find("account show"), 110);
        page.Append(shared[(shared.IndexOf("  --json", StringComparison.Ordinal))..shared.IndexOf("\nExamples:", StringComparison.Ordinal)]).Append("```\n");
        foreach (var (path, command) in CommandList.All())
        {
            page.Append($"\n## rollcall {path}".TrimEnd()).Append("\n\n```\n").Append(Help.PageOf(command)!.Text(command, 110, withShared: false)).Append("```\n");
        }

        return page.ToString();
    }

    private static IEnumerable<(string Place, string Line)> OfHelp() =>
        CommandList.All().SelectMany(static pair => Help.PageOf(pair.Command)!.Examples.Select(line => ($"help of {pair.Path}", Typed(line))));

    private static IEnumerable<(string Place, string Line)> OfPages()
    {
        string[] folders = ["tutorials", "guides", "reference", "findings", "explanation"];
        var files = folders.SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(s_root, "docs", folder), "*.md")).Append(Path.Combine(s_root, "README.md"));
        foreach (var file in files.Where(static file => Path.GetFileName(file) != "commands.md"))
        {
            foreach (Match match in InPages().Matches(File.ReadAllText(file)))
            {
                yield return (Path.GetRelativePath(s_root, file), Typed("rollcall " + match.Groups["line"].Value));
            }
        }
    }

    // The remedies of the doctor are code: the holes of its strings stand for one word.
    private static IEnumerable<(string Place, string Line)> OfRemedies() => InCode()
        .Matches(File.ReadAllText(Path.Combine(s_root, "src", "Rollcall.Core", "Diagnosis", "RemedyCommands.cs")))
        .Select(static match => ("a remedy", Typed(Hole().Replace(match.Groups["line"].Value, "7"))));

    // What follows a pipe or a comment is not ours, nor is a variable before the command; N and NO stand for a number.
    private static string Typed(string line) => Number().Replace(Rest().Replace(line[line.IndexOf("rollcall", StringComparison.Ordinal)..], ""), "7").Trim();

    private static List<string> Words(string line) =>
        [.. Word().Matches(line).Skip(1).Select(static match => match.Value.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal))];

    [GeneratedRegex("(?m)^(?:\\$ |.*`|.*\\$\\()?(?:\\./run|rollcall) (?<line>[a-z][^`\\n]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InPages();

    [GeneratedRegex("\"(?<line>rollcall [^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InCode();

    [GeneratedRegex("\\{[^}]*\\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();

    [GeneratedRegex("( {2,}| [|>#]|\\)).*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Rest();

    [GeneratedRegex("\\bNO?\\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex("('[^']*'|\"[^\"]*\"|[^ '\"])+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
