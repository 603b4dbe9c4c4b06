using System.Globalization;
using System.Text;
using System.Text.Json;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Api;

/// <summary>The journal as people read it: directories and users by their names.</summary>
internal sealed class JournalFeed(JournalReader reader, JournalTail tail, ExchangeLog log, DirectoryRegister directories, Store store)
{
    // A line's number is the account's commit, shifted, and a count within it.
    private const int CommitShift = 12;

    /// <summary>The number to begin after; null where the text is none.</summary>
    public async ValueTask<long?> BeginAsync(long account, int? latest, string? after, CancellationToken ct)
    {
        if (after is not null)
        {
            return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : null;
        }

        if (latest is null)
        {
            return 0;
        }

        await log.FlushAsync();
        var head = await reader.HeadAsync(account, ct);
        return latest == 0 ? head : Math.Max(0, (head >> CommitShift) - Math.Clamp(latest.Value, 1, 10_000)) << CommitShift;
    }

    /// <summary>Lines after a number; waits for the first of them.</summary>
    public async Task<JournalPage> NextAsync(long account, long after, int limit, TimeSpan wait, CancellationToken ct)
    {
        await log.FlushAsync();
        var entries = await tail.NextAsync(account, after, limit, wait, ct);
        return new JournalPage(await NamedAsync(account, entries, ct), entries.Count == 0 ? after : entries[^1].No);
    }

    /// <summary>One line with all that is kept of it, or null.</summary>
    public async ValueTask<JournalDetailView?> FindAsync(long account, long no, CancellationToken ct)
    {
        if (await reader.FindAsync(account, no, ct) is not { } found)
        {
            return null;
        }

        var (change, exchange) = (found.Change, found.Exchange);
        return new JournalDetailView(
            (await NamedAsync(account, [found.Entry], ct))[0],
            Json(change?.Origin.Request ?? exchange?.Request),
            Json(change?.Before),
            Json(change?.After),
            change?.Effects,
            change?.Cause,
            exchange?.Query,
            exchange?.Ids,
            exchange?.Count,
            change?.Origin.Tolerances ?? exchange?.Tolerances,
            exchange?.Micros,
            Json(found.Admission?.Facts));
    }

    /// <summary>Bytes as JSON; what is none, a note on a cut body, as one string.</summary>
    public static JsonElement? Json(byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(bytes), ApiJson.Readable.String));
        }
    }

    private async ValueTask<List<JournalItem>> NamedAsync(long account, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var labels = entries.Count == 0 ? [] : (await directories.ListAsync(account, ct)).ToDictionary(static d => d.Key.Value, static d => d.Label);
        var keys = entries.Where(static e => e is { Subject: not null, SubjectLabel: null }).Select(static e => e.Subject!.Value).Distinct().ToList();
        var names = keys.Count == 0 ? [] : await store.ReadAsync((s, c) => NamesAsync(s, account, keys, c), ct);
        return [.. entries.Select(e => new JournalItem(
            e.No,
            e.At,
            e.Kind.Word(),
            e.Verb,
            e.Route,
            e.Status,
            e.Code,
            e.Actor,
            e.Directory is { } key ? labels.GetValueOrDefault(key) : null,
            e.SubjectLabel ?? (e.Subject is { } subject ? names.GetValueOrDefault(subject) : null),
            e.Text))];
    }

    private static async ValueTask<Dictionary<long, string>> NamesAsync(Session session, long account, List<long> keys, CancellationToken ct)
    {
        var names = new Dictionary<long, string>();
        foreach (var key in keys)
        {
            if (await UserReader.FindAsync(session, account, new RowKey(key), ct) is { } user)
            {
                names[key] = user.UserName;
            }
            else if (await UserReader.FindGroupAsync(session, account, new RowKey(key), ct) is { } group)
            {
                names[key] = group.Name;
            }
        }

        return names;
    }
}
