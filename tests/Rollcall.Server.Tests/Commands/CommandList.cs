using System.CommandLine;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>All commands with their paths, in the order of the help.</summary>
internal static class CommandList
{
    public static RootCommand Root() => CommandTree.Create(new Terminal(TextWriter.Null, TextWriter.Null, false, new Dictionary<string, string>()));

    public static IReadOnlyList<(string Path, Command Command)> All()
    {
        var found = new List<(string, Command)>();
        Walk(Root(), "", found);
        return found;
    }

    /// <summary>Those that do something.</summary>
    public static IEnumerable<string> Doing() => All().Where(static pair => pair.Command.Subcommands.Count == 0).Select(static pair => pair.Path);

    public static Command Find(string path) => All().Single(pair => pair.Path == path).Command;

    private static void Walk(Command command, string path, List<(string, Command)> found)
    {
        found.Add((path, command));
        foreach (var sub in command.Subcommands)
        {
            Walk(sub, (path + " " + sub.Name).Trim(), found);
        }
    }
}
