using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rollcall.Server.Contracts;
using Spectre.Console;

namespace Rollcall.Server.Commands;

/// <summary>Says answers: tables and lines for people, JSON for programs. Whatever came from outside is made safe first.</summary>
internal sealed class Say
{
    private const int WidthWithoutTerminal = 10_000;

    private readonly Terminal _terminal;
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
        if (!terminal.IsTerminal)
        {
            _console.Profile.Width = WidthWithoutTerminal;
        }
    }

    /// <summary>Whether a program reads.</summary>
    public bool IsJson { get; }

    /// <summary>One line, in a colour where there are colours.</summary>
    /// <param name="text">What to say.</param>
    /// <param name="style">A style of Spectre.Console, or null.</param>
    public void Line(string text = "", string? style = null) => _console.WriteLine(Plain.Text(text), style is null ? Style.Plain : Style.Parse(style));

    /// <summary>Columns under their heads.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var table = new Table().Border(TableBorder.None).AddColumns([.. heads.Select(static head => new TableColumn(new Text(head, new Style(decoration: Decoration.Bold))).NoWrap().PadLeft(0).PadRight(2))]);
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
        foreach (var (name, value) in facts)
        {
            if (!string.IsNullOrEmpty(value))
            {
                Line(name.PadRight(width) + value);
            }
        }
    }

    /// <summary>The answer as JSON.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> shape)
    {
        var indented = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, indented))
        {
            JsonSerializer.Serialize(writer, value, shape);
        }

        _terminal.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>A refusal, on standard error.</summary>
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

    /// <summary>A failure, on standard error.</summary>
    public int Fail(string sentence)
    {
        _terminal.Error.WriteLine(Plain.Text(sentence));
        return Exit.Failed;
    }
}
