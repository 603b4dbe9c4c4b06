using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall index ...</c></summary>
internal static class IndexCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "index",
        "List, add and drop indexes of attributes, so that filters find by them at once.",
        List(frame),
        Add(frame),
        Drop(frame));

    private static Command List(Frame frame) => frame.InAccount(
        "list",
        "List the indexed attributes of an account, and how far each index is.",
        "rollcall index list --account acme",
        static (ask, account) => ask.ShowAsync(
            ask.Api.GetAsync($"{account}/indexed-attributes", ApiJson.Readable.IndexedAttributeList, ask.Ct),
            ApiJson.Readable.IndexedAttributeList,
            list => ask.Say.Table(
                ["TYPE", "ATTRIBUTE", "STATE", "LOOKED AT", "RECORDS", "SINCE"],
                list.Items.Select(static i => new[] { i.Type, i.Path, i.State, Number(i.Done), Number(i.Total), Plain.Time(i.Created) }))));

    private static Command Add(Frame frame)
    {
        var (path, type, dryRun) = (Path(), Type(), SchemaCommands.DryRun());
        return frame.InAccount(
            "add",
            "Index an attribute: a filter with eq finds by it once the records that are there have been read, in the background.",
            """
            rollcall index add title --account acme
            rollcall index add urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter --account acme
            rollcall index add owner.value --type Device --account acme --dry-run
            """,
            (ask, account) => OneAsync(
                ask,
                ask.Api.PutAsync(Of(ask, account, type, path) + SchemaCommands.Asking(ask.Parsed.GetValue(dryRun)), ApiJson.Readable.IndexedAttribute, ask.Ct),
                ask.Parsed.GetValue(dryRun)),
            path,
            type,
            dryRun);
    }

    private static Command Drop(Frame frame)
    {
        var (path, type) = (Path(), Type());
        return frame.InAccount(
            "drop",
            "Index an attribute no more. Filters by it look at every record again.",
            "rollcall index drop title --account acme",
            (ask, account) => OneAsync(ask, ask.Api.DeleteAsync(Of(ask, account, type, path), ApiJson.Readable.IndexedAttribute, ask.Ct)),
            path,
            type);
    }

    private static Argument<string> Path() => new("path") { Description = "The attribute, as in a filter: title, name.familyName, or with the URN of an extension before it." };

    private static Option<string?> Type() => Frame.Option<string?>("--type", "The resource type (User).", "type");

    private static string Of(Ask ask, string account, Option<string?> type, Argument<string> path) =>
        $"{account}/indexed-attributes/{Uri.EscapeDataString(ask.Parsed.GetValue(type) ?? "User")}/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(path))}";

    private static Task<int> OneAsync(Ask ask, Task<Reply<IndexedAttribute>> asked, bool dryRun = false) => ask.ShowAsync(asked, ApiJson.Readable.IndexedAttribute, i =>
    {
        ask.Say.Facts(
            ("attribute", i.Path),
            ("type", i.Type),
            ("state", i.State),
            ("looked at", $"{Number(i.Done)} of {Number(i.Total)} records"),
            ("since", Plain.Time(i.Created)));
        if (dryRun)
        {
            ask.Say.Line("Nothing was changed: this was a preview.");
        }
    });

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
