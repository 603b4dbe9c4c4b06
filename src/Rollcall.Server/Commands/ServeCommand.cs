using System.CommandLine;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall serve</c>: the server.</summary>
internal static class ServeCommand
{
    private const string Examples = """
        rollcall serve                                        on 127.0.0.1:8080, data in ./data
        rollcall serve --port 9000 --data /var/lib/rollcall
        rollcall serve --bind '*' --certificate /etc/rollcall/tls.pem --public-address https://scim.example.com
        rollcall serve --bind 10.0.0.5 --trusted-proxies 10.0.0.1 --public-address https://scim.example.com
        rollcall serve --postgres 'Host=db;Database=rollcall;Username=rollcall'
        ROLLCALL__PORT=9000 rollcall serve                    every option is also ROLLCALL__NAME, and a key of rollcall.json
        """;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("serve", "Run the server until Ctrl-C. It listens on this machine only, unless --bind says otherwise.");
        var keys = ServerKey.All.ToDictionary(static key => key, static key => new Option<string>("--" + key.Name) { Description = key.Meaning, HelpName = "value" });
        var config = new Option<string>("--config") { Description = "Settings file (rollcall.json in the data folder, where there is one).", HelpName = "file" };
        var demo = new Option<bool>("--demo") { Description = "Play the demo's story once the server runs." };
        foreach (var option in keys.Values)
        {
            command.Options.Add(option);
        }

        command.Options.Add(config);
        command.Options.Add(demo);
        command.SetAction((parsed, ct) => RunAsync(terminal, Given(parsed, keys), parsed.GetValue(config), parsed.GetValue(demo), ct));
        return Help.With(command, Examples);
    }

    private static Dictionary<string, string> Given(ParseResult parsed, Dictionary<ServerKey, Option<string>> keys) => keys
        .Select(pair => (pair.Key.Name, Value: parsed.GetValue(pair.Value)))
        .Where(static pair => pair.Value is not null)
        .ToDictionary(static pair => pair.Name, static pair => pair.Value!, StringComparer.Ordinal);

    private static async Task<int> RunAsync(Terminal terminal, Dictionary<string, string> line, string? config, bool demo, CancellationToken ct)
    {
        switch (OptionSources.Read(line, terminal.Environment, config))
        {
            case OptionsReading.Bad(var faults):
                return Fail(terminal, string.Join(Environment.NewLine, faults));
            case OptionsReading.Good(var options):
                return await ServeAsync(terminal, options, DataFlag(line), demo, ct);
            default:
                throw new InvalidOperationException("Options are good or bad.");
        }
    }

    private static async Task<int> ServeAsync(Terminal terminal, ServerOptions options, string dataFlag, bool demo, CancellationToken ct)
    {
        switch (await RunningServer.StartAsync(options, socketOnly: false, TimeProvider.System, ct))
        {
            case ServerStart.Running(var server):
                await using (server)
                {
                    Greeting.Say(terminal, server, options, await FirstThings.MakeAsync(server), dataFlag);
                    if (demo)
                    {
                        // As another command would: through the socket, and over HTTP. Whatever comes of it, the server goes on.
                        terminal.Out.WriteLine();
                        await CommandTree.RunAsync(["demo", "--data", options.Data], terminal, ct);
                    }

                    await server.WaitAsync(ct);
                }

                return Exit.Good;
            case ServerStart.Busy(var sentence):
                return Fail(terminal, sentence);
            case ServerStart.Refused(var sentence):
                return Fail(terminal, sentence);
            default:
                throw new InvalidOperationException("A start has three cases.");
        }
    }

    // A folder named in the environment is found by the next command too.
    private static string DataFlag(Dictionary<string, string> line) => line.TryGetValue("data", out var folder) ? $" --data {folder}" : "";

    private static int Fail(Terminal terminal, string sentence)
    {
        terminal.Error.WriteLine(sentence);
        return Exit.Failed;
    }
}
