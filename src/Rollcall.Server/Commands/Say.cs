using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rollcall.Server.Contracts;
using Spectre.Console;

namespace Rollcall.Server.Commands;

/// <summary>Says answers: tables and lines for people, JSON for programs. Whatever came from outside is made safe first.</summary>
internal sealed class Say
{
    // A file or a pipe has no width: lines are never broken there.
    private const int NoWidth = 10_000;

    private readonly Terminal _terminal;
    private readonly int _width;
    private readonly IAnsiConsole _console;

    public Say(Terminal terminal, bool isJson)
    {
        _terminal = terminal;
        IsJson = isJson;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = terminal.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        _width = terminal.IsTerminal ? _console.Profile.Width : NoWidth;
        // Rows, URLs and command lines go out in one piece: a screen folds them itself, and what is copied from it is whole.
        _console.Profile.Width = NoWidth;
    }

    /// <summary>Whether a program reads.</summary>
    public bool IsJson { get; }

    /// <summary>One line, in a colour where there are colours; broken where the screen is narrower, the rest indented alike.</summary>
    /// <param name="text">What to say.</param>
    /// <param name="style">A style of Spectre.Console, or null.</param>
    /// <param name="indent">How many spaces stand before it.</param>
    public void Line(string text = "", string? style = null, int indent = 0)
    {
        var look = style is null ? Style.Plain : Style.Parse(style);
        foreach (var line in Wrap.Lines(Plain.Text(text), Math.Max(20, _width - indent)))
        {
            _console.Write(new string(' ', indent));
            _console.WriteLine(line, look);
        }
    }

    /// <summary>A command line to copy, in one piece.</summary>
    public void Command(string line, int indent)
    {
        const string Own = "rollcall ";
        var typed = line.StartsWith(Own, StringComparison.Ordinal) ? $"{_terminal.Program} {line[Own.Length..]}" : line;
        _console.WriteLine(new string(' ', indent) + "$ " + Plain.Text(typed), Style.Parse("cyan"));
    }

    /// <summary>Columns under their heads.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(new Text(head, new Style(decoration: Decoration.Bold))).NoWrap().PadLeft(0).PadRight(2));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(static cell => new Text(Plain.Text(cell)))]);
        }

        if (table.Rows.Count == 0)
        {
            Line("(none)");
            return;
        }

        _console.Write(table);
    }

    /// <summary>Names and values, one a line; values that are absent are left out.</summary>
    public void Facts(params IReadOnlyList<(string Name, string? Value)> facts)
    {
        var width = facts.Max(static fact => fact.Name.Length) + 2;
        foreach (var (name, value) in facts.Where(static fact => !string.IsNullOrEmpty(fact.Value)))
        {
            _console.Write(name.PadRight(width), new Style(decoration: Decoration.Dim));
            _console.WriteLine(Plain.Text(value));
        }
    }

    /// <summary>The answer as JSON, readable.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> shape)
    {
        var indented = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, indented))
        {
            JsonSerializer.Serialize(writer, value, shape);
        }

        _terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>One of many answers as JSON, on one line.</summary>
    public void JsonLine<T>(T value, JsonTypeInfo<T> shape) => _terminal.Out.WriteLine(JsonSerializer.Serialize(value, shape));

    /// <summary>A word beside the answer, on standard error.</summary>
    public void Aside(string text) => _terminal.Error.WriteLine(Plain.Text(text));

    /// <summary>Why there is no answer, on standard error.</summary>
    public int Refuse(Problem problem)
    {
        if (IsJson)
        {
            _terminal.Error.WriteLine(JsonSerializer.Serialize(problem, ApiJson.Readable.Problem));
        }
        else
        {
            _terminal.Error.WriteLine($"{Plain.Text(problem.Detail)} ({Plain.Text(problem.Code)})");
            _terminal.Error.WriteLine(Plain.Text(problem.Remedy));
        }

        return Exit.Failed;
    }
}
