using System.CommandLine;
using System.CommandLine.Invocation;
using Rollcall.Server.Commands.Demo;

namespace Rollcall.Server.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    private const string Examples = """
        rollcall serve                                               run the server
        rollcall demo                                                play a small company's story against it
        rollcall account create acme --licenses 5 --idp entra        an account, ready for Entra ID
        rollcall why anna@acme.example                               why she cannot connect, and what to do
        """;

    private static readonly (string Heading, string[] Commands)[] Chapters =
    [
        ("Run it", ["serve", "demo"]),
        ("Ask", ["why", "connect", "journal", "admission"]),
        ("People", ["user", "group", "license"]),
        ("Set it up", ["account", "directory", "token", "oauth", "key", "key-ring", "receiver"]),
        ("Shape it", ["schema", "resource-type", "index"]),
        ("Test another server", ["probe"]),
    ];

    /// <summary>Runs what the arguments ask for.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken ct)
    {
        var parsed = Create(terminal).Parse(args);
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // A server that drains has its own bound, which is shorter.
            ProcessTerminationTimeout = Hosting.ServerBuild.DrainTime * 2,
        };
        return await parsed.InvokeAsync(configuration, ct);
    }

    /// <summary>The tree.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        var frame = new Frame(terminal);
        var root = new RootCommand("Rollcall receives users by SCIM, licenses them, admits their clients, and explains why a user cannot connect.");
        foreach (var command in Commands(terminal, frame))
        {
            root.Subcommands.Add(command);
        }

        Help.OfGroup(root, Chapters, Examples);
        return root;
    }

    private static IEnumerable<Command> Commands(Terminal terminal, Frame frame) =>
    [
        ServeCommand.Create(terminal),
        DemoCommand.Create(frame),
        WhyCommand.Create(frame),
        ConnectCommand.Create(frame),
        JournalCommands.Create(frame),
        AdmissionCommands.Create(frame),
        UserCommands.Create(frame),
        GroupCommands.Create(frame),
        LicenseCommands.Create(frame),
        AccountCommands.Create(frame),
        DirectoryCommands.Create(frame),
        TokenCommands.Create(frame),
        OAuthCommands.Create(frame),
        KeyCommands.Create(frame),
        SchemaCommands.Create(frame),
        ResourceTypeCommands.Create(frame),
        IndexCommands.Create(frame),
        BrakeCommands.Create(frame),
        DuplicateCommands.Create(frame),
        DeviceCommands.Devices(frame),
        DeviceCommands.Sessions(frame),
        LdapCommands.Create(frame),
        ReceiverCommands.Create(frame),
        KeyRingCommands.Create(frame),
        ProbeCommand.Create(terminal),
    ];
}
