using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall schema ...</c></summary>
internal static class SchemaCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "schema",
        "List, load and remove the schemas that an account defines for itself.",
        List(frame),
        Show(frame),
        Load(frame),
        Delete(frame));

    /// <summary>The option of every command that can say what it would do.</summary>
    public static Option<bool> DryRun() => Frame.Option<bool>("--dry-run", "Say what would change, and change nothing.");

    /// <summary>The ending of a path that only asks.</summary>
    public static string Asking(bool dryRun) => dryRun ? "?dryRun=true" : "";

    /// <summary>Says what a change did or would do.</summary>
    public static Task<int> ChangesAsync(Ask ask, Task<Reply<SchemaChanges>> asked, bool dryRun) => ask.ShowAsync(asked, ApiJson.Readable.SchemaChanges, c =>
    {
        foreach (var change in c.Changes)
        {
            ask.Say.Line(change);
        }

        ask.Say.Line(c.Changes.Count == 0 ? "Nothing had to change." : dryRun ? "Nothing was changed: this was a preview." : "Done.", c.Applied ? "green" : null);
    });

    private static Command List(Frame frame) => frame.InAccount(
        "list",
        "List the schemas that the account defined.",
        "rollcall schema list --account acme",
        static (ask, account) => ask.ShowAsync(
            ask.Api.GetAsync($"{account}/schemas", ApiJson.Readable.SchemaList, ask.Ct),
            ApiJson.Readable.SchemaList,
            list => ask.Say.Table(
                ["URN", "NAME", "ATTRIBUTES", "RESOURCE TYPES", "VERSION", "MODIFIED"],
                list.Items.Select(static s => new[] { s.Urn, s.Name, Number(s.Attributes), string.Join(", ", s.Types), Number(s.Version), Plain.Time(s.Modified) }))));

    private static Command Show(Frame frame)
    {
        var urn = new Argument<string>("urn") { Description = "The URN of the schema." };
        return frame.InAccount(
            "show",
            "Show a schema's document, as it can be loaded again.",
            "rollcall schema show urn:example:scim:schemas:badge:1.0:User --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.GetAsync($"{account}/schemas/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(urn))}", ApiJson.Readable.SchemaView, ask.Ct),
                ApiJson.Readable.SchemaView,
                s => ask.Say.Json(s.Document ?? default, ApiJson.Readable.JsonElement)),
            urn);
    }

    private static Command Load(Frame frame)
    {
        var file = new Argument<string>("file") { Description = "JSON of RFC 7643 sections 6 and 7: one schema or resource type, an array of them, or a ListResponse." };
        var dryRun = DryRun();
        return frame.InAccount(
            "load",
            "Add or change schemas and resource types from a file: all of them, or none. What would break resources is refused.",
            """
            rollcall schema load badge.json --account acme --dry-run
            rollcall schema load badge.json --account acme
            """,
            async (ask, account) => await ReadAsync(ask, ask.Parsed.GetRequiredValue(file)) is { } document
                ? await ChangesAsync(
                    ask,
                    ask.Api.PostAsync($"{account}/schemas{Asking(ask.Parsed.GetValue(dryRun))}", document, ApiJson.Readable.JsonElement, ApiJson.Readable.SchemaChanges, ask.Ct),
                    ask.Parsed.GetValue(dryRun))
                : Exit.Failed,
            file,
            dryRun);
    }

    private static Command Delete(Frame frame)
    {
        var urn = new Argument<string>("urn") { Description = "The URN of the schema." };
        var dryRun = DryRun();
        return frame.InAccount(
            "delete",
            "Remove a schema that no resource type names.",
            "rollcall schema delete urn:example:scim:schemas:badge:1.0:User --account acme",
            (ask, account) => ChangesAsync(
                ask,
                ask.Api.DeleteAsync($"{account}/schemas/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(urn))}{Asking(ask.Parsed.GetValue(dryRun))}", ApiJson.Readable.SchemaChanges, ask.Ct),
                ask.Parsed.GetValue(dryRun)),
            urn,
            dryRun);
    }

    private static async Task<JsonElement?> ReadAsync(Ask ask, string file)
    {
        try
        {
            return JsonElement.Parse(await File.ReadAllBytesAsync(file, ask.Ct));
        }
        catch (JsonException broken)
        {
            ask.Say.Refuse(NoAnswer.Of("badFile", $"{file} is not JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.", "Correct the file; nothing was changed."));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            ask.Say.Refuse(NoAnswer.Of("badFile", $"{file} cannot be read: {missing.Message}", "Name a file that can be read; nothing was changed."));
        }

        return null;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
