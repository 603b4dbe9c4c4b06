using System.CommandLine;
using Rollcall.Scim.Calling;
using Rollcall.Scim.Probing;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall probe</c>: tests any SCIM server, ours or not. It asks no Rollcall server and needs none.</summary>
internal static class ProbeCommand
{
    private const string Variable = "ROLLCALL_PROBE_TOKEN";

    private const string Examples = """
        rollcall probe https://scim.example.com/v2 --token "$TOKEN"
        rollcall probe https://scim.example.com/v2 --profile entra --brief
        rollcall probe https://scim.example.com/v2 --only P-5 --only P-101
        rollcall probe https://scim.example.com/v2 --level must --junit probe.xml
        rollcall probe --rules --profile okta
        """;

    private static readonly string[] ProfileNames = ["rfc", "entra", "okta", "onelogin"];
    private static readonly string[] LevelNames = ["must", "should", "practice"];

    public static Command Create(Terminal terminal)
    {
        var wish = new Wish();
        var command = new Command(
            "probe",
            "Test any SCIM 2.0 server against the RFCs and what identity providers send. It creates users and groups of its own, named rollcall-probe-..., and deletes them again; it touches no others. Exit code 0: no rule is broken; 2: one is; 1: could not run.");
        command.Arguments.Add(wish.Url);
        foreach (var option in (Option[])[wish.Token, wish.Profile, wish.Only, wish.Level, wish.Brief, wish.JUnit, wish.Json, wish.Rules])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, ct) => RunAsync(terminal, parsed, wish, ct));
        return Help.With(command, Examples);
    }

    private static async Task<int> RunAsync(Terminal terminal, ParseResult parsed, Wish wish, CancellationToken ct)
    {
        var options = new ProbeOptions
        {
            Profile = Enum.Parse<ProbeProfiles>(parsed.GetRequiredValue(wish.Profile), ignoreCase: true),
            Level = Enum.Parse<ProbeLevel>(parsed.GetRequiredValue(wish.Level), ignoreCase: true),
            Only = parsed.GetValue(wish.Only) ?? [],
        };
        if (parsed.GetValue(wish.Rules))
        {
            return List(terminal, options);
        }

        if (!Uri.TryCreate(parsed.GetValue(wish.Url), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            await terminal.Error.WriteLineAsync("Give the server's base URL, beginning with https:// or http://, such as https://scim.example.com/v2.");
            return Exit.Failed;
        }

        var token = parsed.GetValue(wish.Token) ?? terminal.Environment.GetValueOrDefault(Variable);
        var line = new WireOptions { BaseUrl = url, Token = string.IsNullOrEmpty(token) ? null : _ => ValueTask.FromResult<string?>(token) };
        using var wire = WireClient.Connect(line);
        var isJson = parsed.GetValue(wish.Json);
        var progress = isJson ? null : new Lines(terminal, parsed.GetValue(wish.Brief));
        var report = await ScimProbe.RunAsync(wire, options, progress, ct);
        await terminal.Out.WriteAsync(isJson ? ReportJson.Write(report) + "\n" : ReportText.Summary(report));
        return await WriteJUnitAsync(terminal, parsed.GetValue(wish.JUnit), report, ct) ? report.ExitCode : Exit.Failed;
    }

    private static int List(Terminal terminal, ProbeOptions options)
    {
        foreach (var rule in ProbeRules.All.Where(rule => rule.Profiles.HasFlag(options.Profile) && rule.Level <= options.Level))
        {
            terminal.Out.WriteLine($"{rule.Id} {rule.Level.ToString().ToUpperInvariant(),-8} {rule.Title} [{rule.Source}]");
        }

        return Exit.Good;
    }

    private static async Task<bool> WriteJUnitAsync(Terminal terminal, string? file, ProbeReport report, CancellationToken ct)
    {
        if (file is null)
        {
            return true;
        }

        try
        {
            await File.WriteAllTextAsync(file, ReportJUnit.Write(report), ct);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"{Plain.Text(file)} cannot be written: {exception.Message}");
            return false;
        }
    }

    /// <summary>The symbols of the command line.</summary>
    private sealed class Wish
    {
        public Argument<string?> Url { get; } = Frame.Optional("url", "The server's base URL. A query on it is sent with every request, as Entra ID does with its flags.");

        public Option<string?> Token { get; } = Frame.Option<string?>("--token", $"Bearer token. Better in {Variable}: a command line is seen by every user of the machine.", "token");

        public Option<string> Profile { get; } = Choice("--profile", "Whose manners are tested beside the RFCs: rfc (the default: nobody's), entra, okta or onelogin.", "profile", "rfc", ProfileNames);

        public Option<string[]> Only { get; } = new("--only") { Description = "Only rules whose id begins so, such as P-5 or P-101. May be given several times.", HelpName = "id" };

        public Option<string> Level { get; } = Choice("--level", "The least binding rules that are run: must, should or practice (the default: all).", "level", "practice", LevelNames);

        public Option<bool> Brief { get; } = new("--brief") { Description = "Print no line for rules that hold or do not apply." };

        public Option<string?> JUnit { get; } = Frame.Option<string?>("--junit", "Write the report as JUnit XML too.", "file");

        public Option<bool> Json { get; } = new("--json") { Description = "Print the report as JSON, with every request and answer." };

        public Option<bool> Rules { get; } = new("--rules") { Description = "List the rules and run none." };

        private static Option<string> Choice(string name, string description, string helpName, string usual, string[] allowed)
        {
            var option = new Option<string>(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => usual };
            option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, allowed);
            return option;
        }
    }

    /// <summary>Prints each result when it comes. (Progress of the framework would print them later and out of order.)</summary>
    private sealed class Lines(Terminal terminal, bool isBrief) : IProgress<ProbeResult>
    {
        public void Report(ProbeResult value)
        {
            if (!isBrief || value.Verdict is Verdict.Failed or Verdict.Inconclusive)
            {
                terminal.Out.WriteLine(ReportText.Line(value));
            }
        }
    }
}
