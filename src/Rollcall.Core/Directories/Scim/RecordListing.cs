using System.Globalization;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Answers list requests: an index narrows, memory decides, and a budget ends what would walk the whole directory.</summary>
internal sealed class RecordListing(Store store, ScimBinding binding, RecordShaping shape)
{
    private long Account => binding.Directory.Account;

    private long Directory => binding.Directory.Key.Value;

    public async ValueTask<ScimResult<ResourcePage>> ListAsync(ResourceQuery query, CancellationToken ct)
    {
        if (binding.Catalog.Find(query.Type.Name) is not { } of)
        {
            return new ResourcePage(0, []);
        }

        var type = of.Number;
        if (query.Filter is null && query.Sort is null)
        {
            return query.After is null ? await PageAsync(query, type, ct) : await FollowAsync(query, type, ct);
        }

        var narrowed = KeyQuery.From(query.Filter, query.Type, of.Ready);
        var source = await store.ReadAsync((s, c) => new RecordNarrowing(Account, Directory, of, binding.Budget.Rows).SourceAsync(s, narrowed, c), ct);
        // Where an index gave way to a walk, each document decides.
        var decision = new RecordDecision(store, shape, query.Type, query.Filter, narrowed.IsExact && (source is not RecordSource.Span || narrowed is KeyQuery.Everything));
        var walk = new RecordWalk(store, source, decision, binding.Budget, binding.Time);
        return query switch
        {
            { Sort: { } sort } => await new SortedPage(store, walk, sort, Account).ReadAsync(query, shape, ct),
            { After: { } after } => await ScanBehindAsync(query, walk, after, ct),
            _ => await ScanAsync(query, walk, ct),
        };
    }

    /// <summary>A page of all, by index: counted blocks lead to it.</summary>
    private async ValueTask<ScimResult<ResourcePage>> PageAsync(ResourceQuery query, RecordType type, CancellationToken ct)
    {
        var (total, records) = await store.SnapshotAsync(
            async (s, c) =>
            {
                var count = await RecordReader.TotalAsync(s, Account, Directory, type, c);
                var page = query.Count == 0 || query.StartIndex > count ? [] : await RecordReader.PageAsync(s, Account, Directory, type, query.StartIndex - 1, query.Count, c);
                return (count, page);
            },
            ct);
        return await ShapeAsync(query, total, records, null, ct);
    }

    /// <summary>A page of all, behind a key.</summary>
    private async ValueTask<ScimResult<ResourcePage>> FollowAsync(ResourceQuery query, RecordType type, CancellationToken ct)
    {
        var (total, records) = await store.SnapshotAsync(
            async (s, c) => (await RecordReader.TotalAsync(s, Account, Directory, type, c),
                await RecordReader.FromAsync(s, Account, Directory, type, Behind(query.After!), query.Count + 1, c)),
            ct);
        var page = records.Take(query.Count).ToList();
        return await ShapeAsync(query, total, page, records.Count > query.Count ? page[^1].Head.Key : null, ct);
    }

    private async ValueTask<ScimResult<ResourcePage>> ScanAsync(ResourceQuery query, RecordWalk walk, CancellationToken ct)
    {
        var total = 0L;
        var page = new List<StoredRecord>();
        var walked = await walk.RunAsync(
            0,
            record =>
            {
                if (++total >= query.StartIndex && page.Count < query.Count)
                {
                    page.Add(record);
                }

                return true;
            },
            ct);
        return walked.TryGet(out var whole, out var error) ? whole ? await ShapeAsync(query, total, page, null, ct) : TooMany(binding.Budget) : error;
    }

    /// <summary>Where the budget ends, the page ends too, however short it is, and the next one goes on from there.</summary>
    private async ValueTask<ScimResult<ResourcePage>> ScanBehindAsync(ResourceQuery query, RecordWalk walk, string after, CancellationToken ct)
    {
        var page = new List<StoredRecord>();
        var more = false;
        var walked = await walk.RunAsync(
            Behind(after),
            record =>
            {
                more = page.Count == query.Count;
                if (!more)
                {
                    page.Add(record);
                }

                return !more;
            },
            ct);
        if (!walked.TryGet(out var done, out var error))
        {
            return error;
        }

        var whole = done && !more && after.Length == 0;
        return await ShapeAsync(query, whole ? page.Count : null, page, done && !more ? null : walk.Last, ct);
    }

    private async ValueTask<ScimResult<ResourcePage>> ShapeAsync(ResourceQuery query, long? total, List<StoredRecord> records, long? next, CancellationToken ct) =>
        new ResourcePage(total, await shape.ResourcesAsync(query.Type, records, query.Relations, ct)) { Next = next?.ToString(CultureInfo.InvariantCulture) };

    private static long Behind(string after) => after.Length == 0 ? 0 : long.Parse(after, CultureInfo.InvariantCulture) + 1;

    private static ScimError TooMany(ScanBudget budget) => new(
        400,
        ScimErrorType.TooMany,
        $"The request would have to look at more than {budget.Rows:N0} resources, or longer than {budget.Time.TotalSeconds:N0} seconds. Page with cursor instead of startIndex (RFC 9865), "
        + "or filter by userName, externalId, emails.value, displayName, manager, id, members, groups, meta.created or meta.lastModified.");
}
