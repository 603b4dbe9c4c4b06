using System.CommandLine;

namespace Rollcall.Server.Commands;

/// <summary>Makes commands that ask a server: the options that all of them have, the way to the server, and the way of the answer.</summary>
internal sealed class Frame(Terminal terminal)
{
    /// <summary>A group of commands.</summary>
    public static Command Group(string name, string description, params IReadOnlyList<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Subcommands.Add(command);
        }

        return group;
    }

    /// <summary>An option of one value.</summary>
    public static Option<T> Option<T>(string name, string description, string helpName = "value") => new(name) { Description = description, HelpName = helpName };

    /// <summary>The option that names an account.</summary>
    public static Option<string> Account() => Option<string>("--account", "Account, by id or subdomain (the key's own, or the only one).", "account");

    /// <summary>The option that names a directory.</summary>
    public static Option<string> Directory() => Option<string>("--directory", "Directory, by id or label (the only SCIM directory).", "directory");

    /// <summary>A command that asks a server.</summary>
    public Command Command(string name, string description, string examples, Func<Ask, Task<int>> act, params IReadOnlyList<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Arguments.Add(argument);
                    break;
                case Option option:
                    command.Options.Add(option);
                    break;
                default:
                    throw new ArgumentException("A command has arguments and options.", nameof(symbols));
            }
        }

        var json = Option<bool>("--json", "Answer in JSON, for programs.");
        var url = Option<string>("--url", "Server to ask over TCP (ROLLCALL_URL); without it the one on the data folder.", "url");
        var key = Option<string>("--key", "Key for --url (better in ROLLCALL_KEY, which other users of the machine cannot read).", "key");
        var data = Option<string>("--data", "Data folder of the server to ask (ROLLCALL__DATA, or ./data).", "folder");
        foreach (var option in new Option[] { json, url, key, data })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, ct) => RunAsync(parsed, (parsed.GetValue(url), parsed.GetValue(key), parsed.GetValue(data)), parsed.GetValue(json), act, ct));
        return Help.With(command, examples);
    }

    private async Task<int> RunAsync(ParseResult parsed, (string? Url, string? Key, string? Data) to, bool isJson, Func<Ask, Task<int>> act, CancellationToken ct)
    {
        var say = new Say(terminal, isJson);
        var (link, fault) = await Link.OpenAsync(terminal, to.Url, to.Key, to.Data, ct);
        if (link is null)
        {
            return say.Fail(fault!);
        }

        await using (link)
        {
            return await act(new Ask(parsed, link.Api, say, terminal, ct));
        }
    }
}
