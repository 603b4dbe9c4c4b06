using System.CommandLine;
using System.CommandLine.Invocation;

namespace Rollcall.Server.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    private const string Examples = """
        rollcall serve                              run the server
        rollcall demo                               play a small company against the running server
        rollcall account create acme --licenses 5 --idp entra
        rollcall why anna@example.com --account acme
        """;

    /// <summary>Runs what the arguments ask for.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken ct)
    {
        var parsed = Create(terminal).Parse(args);
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
        }

        var configuration = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(configuration, ct);
    }

    /// <summary>The tree, for running and for its help.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Rollcall receives users by SCIM, licenses them, admits their clients, and explains why a user cannot connect.");
        var frame = new Frame(terminal);
        Command[] commands =
        [
            ServeCommand.Create(terminal),
            WhyCommand.Create(frame),
            AccountCommands.Create(frame),
            DirectoryCommands.Create(frame),
            TokenCommands.Create(frame),
            KeyCommands.Create(frame),
            UserCommands.Create(frame),
            UserCommands.CreateGroups(frame),
            LicenseCommands.Create(frame),
            ConnectCommand.Create(frame),
            JournalCommands.Create(frame),
        ];
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        Help.With(root, Examples);
        return root;
    }
}
