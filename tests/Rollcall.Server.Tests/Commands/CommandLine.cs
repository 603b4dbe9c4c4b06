using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>Runs a command in this process, as a script would.</summary>
internal sealed record CommandLine(int Code, string Out, string Error)
{
    public static Task<CommandLine> RunAsync(TestServer server, params IReadOnlyList<string> args) => RunAsync(server.Data, args);

    public static Task<CommandLine> RunAsync(string data, params IReadOnlyList<string> args) =>
        RunAsync(new Dictionary<string, string> { ["ROLLCALL__DATA"] = data }, args);

    public static async Task<CommandLine> RunAsync(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandTree.RunAsync(args, new Terminal(output, error, IsTerminal: false, environment), TestContext.Current.CancellationToken);
        return new CommandLine(code, output.ToString(), error.ToString());
    }
}
