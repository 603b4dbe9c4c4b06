using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;

namespace Rollcall.Core.Directories.Scim;

/// <summary>What an index makes of a filter: the few candidates that it can match.</summary>
/// <remarks>What is narrowed to more than <paramref name="mostKeys"/> is walked instead, so that a page by cursor can end where the budget does.</remarks>
internal sealed class RecordNarrowing(long account, long directory, TypeCatalog of, int mostKeys)
{
    private readonly RecordType type = of.Number;

    private RecordSource.Span Everything => new(account, directory, type);

    public async ValueTask<RecordSource> SourceAsync(Session s, KeyQuery narrowed, CancellationToken ct) => narrowed switch
    {
        KeyQuery.Nothing => new RecordSource.Read([]),
        KeyQuery.Id id => Of(Written(id.Value) is { } guid ? await RecordReader.FindAnyAsync(s, account, guid, ct) : null),
        KeyQuery.UserName name when type == RecordType.User => Of(await RecordReader.ByUserNameAsync(s, account, name.CaseKey, ct)),
        KeyQuery.ExternalId external when type == RecordType.User => Of(await RecordReader.ByExternalIdAsync(s, account, external.Value, ct)),
        KeyQuery.ExternalId external when type == RecordType.Group => Of([.. await RecordReader.GroupsByExternalIdAsync(s, account, directory, external.Value, ct)]),
        KeyQuery.ExternalId external when of.IsCustom => Of(await KeyReader.ByFurtherKeyAsync(s, account, new FoundBy(KeyAttributes.ExternalId, external.Value), mostKeys + 1, ct)),
        KeyQuery.Indexed indexed when of.NumberOf(indexed.Path) is { } number => await IndexedAsync(s, number, indexed.Key, ct),
        KeyQuery.Email email when type == RecordType.User => Of([.. await RecordReader.ByEmailAsync(s, account, email.CaseKey, ct)]),
        KeyQuery.DisplayName name when type == RecordType.Group => Of([.. await RecordReader.GroupsByNameAsync(s, account, directory, name.CaseKey, ct)]),
        KeyQuery.DisplayName name when type == RecordType.User => Of(await KeyReader.UsersByDisplayNameAsync(s, account, directory, name.CaseKey, mostKeys + 1, ct)),
        KeyQuery.ManagedBy { CaseKey.Length: <= DocumentFacts.LongestKey } manager when type == RecordType.User =>
            Of(await KeyReader.ByFurtherKeyAsync(s, account, new FoundBy(KeyAttributes.Manager, manager.CaseKey), mostKeys + 1, ct)),
        KeyQuery.Member member => Of([.. Written(member.Value) is { } guid ? await RecordReader.GroupsWithMemberAsync(s, account, guid, ct) : []]),
        KeyQuery.InGroup group => Of(Written(group.Value) is { } guid ? await KeyReader.MembersAsync(s, account, guid, mostKeys + 1, ct) : []),
        KeyQuery.ModifiedSince since => Of(await KeyReader.ModifiedSinceAsync(s, account, directory, type, since.Moment, mostKeys + 1, ct)),
        KeyQuery.Active { Value: false } when type == RecordType.User => Of(await KeyReader.InactiveAsync(s, account, directory, type, mostKeys + 1, ct)),
        KeyQuery.Created created => await SpanAsync(s, created, ct),
        KeyQuery.AnyOf any => await UnionAsync(s, any, ct),
        _ => Everything,
    };

    /// <summary>Ids are compared case by case, so that only the form in which we write them names anybody.</summary>
    private static Guid? Written(string id) => Guid.TryParseExact(id, "D", out var guid) && guid.ToString() == id ? guid : null;

    /// <summary>Keys are given in order of creation, so that a span of time is a span of keys. A filter sees moments as they are shown, cut to milliseconds.</summary>
    private async ValueTask<RecordSource> SpanAsync(Session s, KeyQuery.Created created, CancellationToken ct)
    {
        var first = created.Since is { } since ? await KeyReader.FirstCreatedAsync(s, account, directory, type, Micros.Of(since), ct) : 0;
        var end = created.Until is { } until ? await KeyReader.FirstCreatedAsync(s, account, directory, type, Micros.Of(until.AddMilliseconds(1)), ct) : long.MaxValue;
        return Everything with { First = first, End = end };
    }

    /// <summary>The catalog may be older than a drop of the index. Its rows are removed only after its state is; so what was read while it was ready is whole.</summary>
    private async ValueTask<RecordSource> IndexedAsync(Session s, long number, string key, CancellationToken ct)
    {
        var keys = await KeyReader.ByFurtherKeyAsync(s, account, new FoundBy(number, key), mostKeys + 1, ct);
        return await IndexedAttributesTable.FindAsync(s, account, number, ct) is { State: IndexState.Ready } ? Of(keys) : Everything;
    }

    private async ValueTask<RecordSource> UnionAsync(Session s, KeyQuery.AnyOf any, CancellationToken ct)
    {
        var keys = new HashSet<long>();
        foreach (var part in any.Parts)
        {
            switch (await SourceAsync(s, part, ct))
            {
                case RecordSource.Read read:
                    keys.UnionWith(read.Records.Select(r => r.Head.Key));
                    break;
                case RecordSource.Keyed keyed:
                    keys.UnionWith(keyed.Keys);
                    break;
                default:
                    return Everything;
            }
        }

        return Of(keys.ToList());
    }

    private RecordSource Of(List<long> keys)
    {
        if (keys.Count > mostKeys)
        {
            return Everything;
        }

        keys.Sort();
        return new RecordSource.Keyed(account, directory, type, keys);
    }

    private RecordSource.Read Of(params IReadOnlyList<StoredRecord?> records) =>
        new([.. records.OfType<StoredRecord>().Where(r => r.Head.Directory == directory && r.Head.Type == type && r.Head.State != RecordState.Deleted).OrderBy(r => r.Head.Key)]);
}
