using System.CommandLine;
using System.Text;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>The help is committed, so that a review shows what users will read.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Paths
    {
        get
        {
            var data = new TheoryData<string>();
            Walk(CommandTree.Create(new Terminal(TextWriter.Null, TextWriter.Null, false, new Dictionary<string, string>())), "", path => data.Add(path));
            return data;
        }
    }

    [Fact]
    public void Every_committed_page_has_its_command()
    {
        var pages = Directory.GetFiles(Path.Combine(Tables.Folder(), "Golden", "help")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        var commands = Paths.Select(static row => row.Data.Length == 0 ? "rollcall" : row.Data.Replace(' ', '-')).Order(StringComparer.Ordinal);

        Assert.True(Paths.Count > 30);
        Assert.Equal(commands, pages);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Help_is_as_committed(string path)
    {
        var help = await CommandLine.RunAsync(new Dictionary<string, string>(), [.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        // The host of the tests has another name than the program.
        var text = help.Out.Replace(Path.GetFileNameWithoutExtension(Environment.ProcessPath)!, "rollcall", StringComparison.Ordinal);

        Assert.Equal(0, help.Code);
        Assert.True(text.Contains("Examples:", StringComparison.Ordinal) || text.Contains("Commands:", StringComparison.Ordinal), "A command that does something shows an example.");
        Golden.Match(Path.Combine(Tables.Folder(), "Golden", "help", (path.Length == 0 ? "rollcall" : path.Replace(' ', '-')) + ".txt"), Trimmed(text));
    }

    private static void Walk(Command command, string path, Action<string> found)
    {
        found(path);
        foreach (var sub in command.Subcommands)
        {
            Walk(sub, (path + " " + sub.Name).Trim(), found);
        }
    }

    private static string Trimmed(string text)
    {
        var lines = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            lines.Append(line.TrimEnd()).Append('\n');
        }

        return lines.ToString().TrimEnd('\n') + "\n";
    }
}
