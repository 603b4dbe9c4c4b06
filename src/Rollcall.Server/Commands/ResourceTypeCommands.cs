using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall resource-type ...</c></summary>
internal static class ResourceTypeCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "resource-type",
        "List and remove the resource types that an account defines; 'rollcall schema load' adds them.",
        List(frame),
        Show(frame),
        Delete(frame));

    private static Command List(Frame frame) => frame.InAccount(
        "list",
        "List the resource types that the account defined, and what it added to User and Group.",
        "rollcall resource-type list --account acme",
        static (ask, account) => ask.ShowAsync(
            ask.Api.GetAsync($"{account}/resource-types", ApiJson.Readable.ResourceTypeList, ask.Ct),
            ApiJson.Readable.ResourceTypeList,
            list => ask.Say.Table(
                ["NAME", "ENDPOINT", "SCHEMA", "EXTENSIONS", "VERSION", "MODIFIED"],
                list.Items.Select(static t => new[]
                {
                    t.Name, t.Endpoint, t.Schema, string.Join(", ", t.Extensions), t.Version.ToString(CultureInfo.InvariantCulture), Plain.Time(t.Modified),
                }))));

    private static Command Show(Frame frame)
    {
        var name = new Argument<string>("name") { Description = "The name of the resource type." };
        return frame.InAccount(
            "show",
            "Show a resource type's document, as it can be loaded again.",
            "rollcall resource-type show Device --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.GetAsync($"{account}/resource-types/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(name))}", ApiJson.Readable.ResourceTypeView, ask.Ct),
                ApiJson.Readable.ResourceTypeView,
                t => ask.Say.Json(t.Document ?? default, ApiJson.Readable.JsonElement)),
            name);
    }

    private static Command Delete(Frame frame)
    {
        var name = new Argument<string>("name") { Description = "The name of the resource type; of User and Group, what the account added goes." };
        var dryRun = SchemaCommands.DryRun();
        return frame.InAccount(
            "delete",
            "Remove a resource type that has no resources, or what the account added to User or Group.",
            "rollcall resource-type delete Device --account acme",
            (ask, account) => SchemaCommands.ChangesAsync(
                ask,
                ask.Api.DeleteAsync(
                    $"{account}/resource-types/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(name))}{SchemaCommands.Asking(ask.Parsed.GetValue(dryRun))}", ApiJson.Readable.SchemaChanges, ask.Ct),
                ask.Parsed.GetValue(dryRun)),
            name,
            dryRun);
    }
}
