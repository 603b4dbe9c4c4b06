using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Core.Events;

/// <summary>Reads the journal as a receiver's events. There is no second outbox: what is committed is told, and nothing else.</summary>
public sealed class EventReader(Store store, EventOptions options)
{
    /// <summary>How many changes are read at once at most.</summary>
    public const int Stretch = 200;

    /// <summary>The events that receivers can have, for the discovery documents.</summary>
    public static IReadOnlyList<string> Uris { get; } =
    [
        EventUris.CreateNotice, EventUris.CreateFull, EventUris.PatchNotice, EventUris.PatchFull, EventUris.PutNotice, EventUris.PutFull,
        EventUris.Delete, EventUris.Activate, EventUris.Deactivate,
    ];

    /// <summary>What comes after a number.</summary>
    public ValueTask<EventPage> AfterAsync(ReceiverRow receiver, long no, CancellationToken ct) =>
        store.SnapshotAsync((session, c) => ReadAsync(session, receiver, no, c), ct);

    /// <summary>The id of a receiver's token of a change: the same however often it is sent.</summary>
    public static string TokenId(ReceiverRow receiver, long no)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return string.Create(CultureInfo.InvariantCulture, $"{receiver.Id}.{no:x}");
    }

    /// <summary>The change of a token's id; null where it is none of this receiver's.</summary>
    public static long? NumberOf(ReceiverRow receiver, string tokenId)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var prefix = receiver.Id + ".";
        return tokenId is not null && tokenId.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(tokenId.AsSpan(prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var no) && no > 0
            ? no
            : null;
    }

    private async ValueTask<EventPage> ReadAsync(Session session, ReceiverRow receiver, long no, CancellationToken ct)
    {
        var rows = await ChangesTable.AfterAsync(session, receiver.Account, no, Stretch, ct);
        var told = rows.Where(static row => row.Record is not null).ToList();
        var items = new List<EventItem>();
        if (told.Count > 0 && await AccountsTable.FindAsync(session, receiver.Account, ct) is { } account)
        {
            var records = (await KeyReader.AnyAsync(session, receiver.Account, told.Select(static row => row.Record!.Value).Distinct(), ct)).ToDictionary(static r => r.Head.Key);
            var ids = await KeyReader.IdsAsync(session, receiver.Account, told.Select(static row => MemberDelta.Unpack(row.After)).OfType<MemberDelta>()
                .SelectMany(static delta => delta.Added.Concat(delta.Removed)).Distinct(), ct);
            var issuers = await IssuersAsync(session, account, ct);
            foreach (var row in told)
            {
                if (records.TryGetValue(row.Record!.Value, out var record) && record.Head.Type is RecordType.User or RecordType.Group
                    && issuers.TryGetValue(record.Head.Directory, out var issuer)
                    && Shape(receiver, account, issuer, await SeenAsync(session, row, record, ids, ct)) is { } item)
                {
                    items.Add(item);
                }
            }
        }

        return new EventPage(items, rows.Count == 0 ? no : rows[^1].No, rows.Count == Stretch);
    }

    private async ValueTask<Dictionary<long, string>> IssuersAsync(Session session, AccountRow account, CancellationToken ct)
    {
        var directories = await DirectoriesTable.AllAsync(session, account.Number, ct);
        // A pulled record has no SCIM resource that an event could name.
        return directories.Where(static d => d.Kind == DirectoryKind.Scim).ToDictionary(static d => d.Key.Value, d => BaseUrl.Of(options.PublicAddress(), account.Id, d.Id).AbsoluteUri);
    }

    private static async ValueTask<ChangeSeen> SeenAsync(Session session, ChangeRow row, StoredRecord record, Dictionary<long, Guid> ids, CancellationToken ct)
    {
        var touched = row.Kind == ChangeKind.RecordCreated || (row.Kind == ChangeKind.RecordChanged && row.Before is not null);
        var after = !touched ? null : await ChangesTable.DocumentAfterAsync(session, row, ct) ?? record.Document;
        var members = MemberDelta.Unpack(row.After) ?? MemberDelta.None;
        return new ChangeSeen
        {
            Row = row,
            Record = record.Head,
            Before = Parse(row.Before),
            After = Parse(after),
            Added = [.. members.Added.Where(ids.ContainsKey).Select(key => ids[key].ToString("D"))],
            Removed = [.. members.Removed.Where(ids.ContainsKey).Select(key => ids[key].ToString("D"))],
        };
    }

    private static EventItem? Shape(ReceiverRow receiver, AccountRow account, string issuer, ChangeSeen seen)
    {
        var events = EventShape.Of(seen, receiver.Kinds, receiver.Full);
        if (events.Count == 0)
        {
            return null;
        }

        var endpoint = seen.Record.Type == RecordType.Group ? "/Groups/" : "/Users/";
        return new EventItem(seen.Row.No, new SecurityEvent
        {
            Id = TokenId(receiver, seen.Row.No),
            Issuer = issuer,
            Audience = [receiver.Audience],
            IssuedAt = Micros.ToTime(seen.Row.At),
            Transaction = string.Create(CultureInfo.InvariantCulture, $"{account.Id}.{seen.Row.No:x}"),
            Subject = new EventSubject { Uri = endpoint + seen.Record.Id.ToString("D"), ExternalId = ExternalId(seen) },
            Events = events,
        });
    }

    private static string? ExternalId(ChangeSeen seen) =>
        (seen.After ?? seen.Before)?["externalId"] is JsonValue value && value.TryGetValue<string>(out var text) ? text
        : (seen.After ?? seen.Before) is null ? seen.Record.ExternalId : null;

    private static JsonObject? Parse(byte[]? document) => document is { Length: > 0 } ? JsonNode.Parse(document) as JsonObject : null;
}
