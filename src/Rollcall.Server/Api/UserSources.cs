using System.Text.Json.Nodes;
using Rollcall.Core.Accounts;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Api;

/// <summary>What each directory says of a user (product rule 16).</summary>
internal static class UserSources
{
    public static async ValueTask<List<UserSourceView>> ReadAsync(Session session, UserRow user, CancellationToken ct)
    {
        var records = await RecordReader.OfOwnerAsync(session, user.Account, user.Key, ct);
        var views = new List<UserSourceView>();
        foreach (var record in records.OrderByDescending(r => r.Head.Key == user.LeadRecord).ThenBy(r => r.Head.Key))
        {
            var directory = await DirectoryRegister.FindAsync(session, user.Account, new RowKey(record.Head.Directory), ct);
            views.Add(View(record, directory, record.Head.Key == user.LeadRecord));
        }

        return views;
    }

    private static UserSourceView View(StoredRecord record, DirectoryRow? directory, bool leads)
    {
        var document = record.Document.Length == 0 ? null : JsonNode.Parse(record.Document) as JsonObject;
        var emails = (document?["emails"] as JsonArray)?.OfType<JsonObject>()
            .Select(static e => new EmailFact(Text(e, "value") ?? "", Text(e, "type"), e["primary"] is JsonValue v && v.TryGetValue<bool>(out var p) && p)).Where(static e => e.Value.Length > 0).ToList();
        return new UserSourceView(
            directory?.Label ?? "(gone)",
            (directory?.Kind ?? DirectoryKind.Scim).Word(),
            leads,
            Text(document, "userName") ?? record.Head.NameKey,
            Text(document, "displayName"),
            emails is null ? null : Address.Of(emails)?.Text,
            record.Head.Active,
            record.Head.State.Word(),
            record.Head.ExternalId,
            Micros.ToTime(record.Head.Created),
            Micros.ToTime(record.Head.Modified));
    }

    private static string? Text(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
