using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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

        return Help.OfGroup(group, []);
    }

    /// <summary>An option of one value.</summary>
    public static Option<T> Option<T>(string name, string description, string helpName = "value") => new(name) { Description = description, HelpName = helpName };

    /// <summary>An option of a whole number.</summary>
    public static Option<int?> Number(string name, string description, string helpName = "number") => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = static given =>
        {
            if (given.Tokens is [var one] && int.TryParse(one.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            given.AddError($"{(given.Parent as OptionResult)?.Option.Name ?? "It"} is '{string.Join(' ', given.Tokens.Select(static token => token.Value))}'; it must be a whole number, such as 5.");
            return null;
        },
    };

    /// <summary>An argument that may be left out.</summary>
    public static Argument<string?> Optional(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>A command about one account; what it does gets the account's path.</summary>
    public Command InAccount(string name, string description, string examples, Func<Ask, string, Task<int>> act, params IReadOnlyList<Symbol> symbols)
    {
        var account = Option<string?>("--account", "Account, by id or subdomain. May be left out where the key belongs to one, or there is only one.", "account");
        return Command(
            name,
            description,
            examples,
            async ask => await ask.AccountAsync(ask.Parsed.GetValue(account)) is { } path ? await act(ask, path) : Exit.Failed,
            [.. symbols, account]);
    }

    /// <summary>A command about one directory; what it does gets the directory's path.</summary>
    public Command InDirectory(string name, string description, string examples, Func<Ask, string, Task<int>> act, params IReadOnlyList<Symbol> symbols)
    {
        var directory = Option<string?>("--directory", "Directory, by id or label. May be left out where the account has one SCIM directory.", "directory");
        return InAccount(
            name,
            description,
            examples,
            async (ask, account) => await ask.DirectoryAsync(account, ask.Parsed.GetValue(directory)) is { } path ? await act(ask, path) : Exit.Failed,
            [.. symbols, directory]);
    }

    /// <summary>A command that asks a server.</summary>
    public Command Command(string name, string description, string examples, Func<Ask, Task<int>> act, params IReadOnlyList<Symbol> symbols) =>
        Command(name, description, examples, needsPort: false, (ask, _) => act(ask), symbols);

    /// <summary>A command that asks a server, which it may have to start on a port; what it does learns how the server is reached.</summary>
    public Command Command(string name, string description, string examples, bool needsPort, Func<Ask, Link, Task<int>> act, params IReadOnlyList<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            Add(command, symbol);
        }

        var whom = new Whom();
        foreach (var option in whom.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, ct) => RunAsync(parsed, whom.Read(parsed) with { NeedsPort = needsPort }, parsed.GetValue(whom.Json), act, ct));
        return Help.With(command, examples);
    }

    private async Task<int> RunAsync(ParseResult parsed, LinkOptions address, bool isJson, Func<Ask, Link, Task<int>> act, CancellationToken ct)
    {
        var say = new Say(terminal, isJson);
        var (link, fault) = await Link.OpenAsync(address, terminal, ct);
        if (link is null)
        {
            return say.Refuse(fault!);
        }

        await using (link)
        {
            return await act(new Ask(parsed, link.Api, say, terminal, ct), link);
        }
    }

    private static void Add(Command command, Symbol symbol)
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
                throw new ArgumentException("A command has arguments and options.", nameof(symbol));
        }
    }
}
