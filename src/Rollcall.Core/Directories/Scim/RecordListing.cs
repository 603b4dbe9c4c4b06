using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Answers list requests: an index narrows, memory decides, and a budget ends what would walk the whole directory.</summary>
internal sealed class RecordListing(Store store, ScimBinding binding, RecordShaping shape)
{
    /// <summary>Records that one filtered request may look at.</summary>
    public const int Budget = 100_000;

    private const int Chunk = 500;

    private long Account => binding.Directory.Account;

    private long Directory => binding.Directory.Key.Value;

    public async ValueTask<ScimResult<ResourcePage>> ListAsync(ResourceQuery query, CancellationToken ct)
    {
        var type = query.Type.Name == "User" ? RecordType.User : RecordType.Group;
        if (query.Filter is null)
        {
            return await PageAsync(query, type, ct);
        }

        var narrowed = KeyQuery.From(query.Filter, query.Type);
        var walks = narrowed is KeyQuery.Everything || (narrowed is KeyQuery.DisplayName && type == RecordType.User);
        return walks ? await ScanAsync(query, type, query.Filter, ct) : await SeekAsync(query, type, narrowed, query.Filter, ct);
    }

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
        return await ShapeAsync(query, total, records, ct);
    }

    private async ValueTask<ScimResult<ResourcePage>> SeekAsync(ResourceQuery query, RecordType type, KeyQuery narrowed, Filter filter, CancellationToken ct)
    {
        var candidates = await store.ReadAsync((s, c) => CandidatesAsync(s, type, narrowed, c), ct);
        var ours = candidates.Where(r => r.Head.Directory == Directory && r.Head.Type == type && r.Head.State != RecordState.Deleted);
        var matches = new List<StoredRecord>();
        foreach (var record in ours)
        {
            if (!(await DecideAsync(query.Type, filter, record, narrowed.IsExact, ct)).TryGet(out var decided, out var error))
            {
                return error;
            }

            if (decided)
            {
                matches.Add(record);
            }
        }

        return await ShapeAsync(query, matches.Count, [.. matches.Skip(query.StartIndex - 1).Take(query.Count)], ct);
    }

    private async ValueTask<List<StoredRecord>> CandidatesAsync(Session s, RecordType type, KeyQuery narrowed, CancellationToken ct)
    {
        StoredRecord?[] Single(StoredRecord? record) => record is null ? [] : [record];
        IEnumerable<StoredRecord?> found = narrowed switch
        {
            KeyQuery.Id id => Guid.TryParse(id.Value, out var guid) ? Single(await RecordReader.FindAnyAsync(s, Account, guid, ct)) : [],
            KeyQuery.UserName name => Single(await RecordReader.ByUserNameAsync(s, Account, name.CaseKey, ct)),
            KeyQuery.ExternalId external when type == RecordType.User => Single(await RecordReader.ByExternalIdAsync(s, Account, external.Value, ct)),
            KeyQuery.ExternalId external => await RecordReader.GroupsByExternalIdAsync(s, Account, Directory, external.Value, ct),
            KeyQuery.Email email => await RecordReader.ByEmailAsync(s, Account, email.CaseKey, ct),
            KeyQuery.DisplayName name => await RecordReader.GroupsByNameAsync(s, Account, Directory, name.CaseKey, ct),
            KeyQuery.Member member => Guid.TryParse(member.Value, out var guid) ? await RecordReader.GroupsWithMemberAsync(s, Account, guid, ct) : [],
            _ => [],
        };
        return [.. found.OfType<StoredRecord>()];
    }

    private async ValueTask<ScimResult<ResourcePage>> ScanAsync(ResourceQuery query, RecordType type, Filter filter, CancellationToken ct)
    {
        var total = 0L;
        var page = new List<StoredRecord>();
        var looked = 0;
        for (var key = 0L; ;)
        {
            var from = key;
            var chunk = await store.ReadAsync((s, c) => RecordReader.FromAsync(s, Account, Directory, type, from, Chunk, c), ct);
            foreach (var record in chunk)
            {
                if (!(await DecideAsync(query.Type, filter, record, exact: false, ct)).TryGet(out var decided, out var error))
                {
                    return error;
                }

                if (decided && ++total >= query.StartIndex && page.Count < query.Count)
                {
                    page.Add(record);
                }
            }

            if (chunk.Count < Chunk)
            {
                return await ShapeAsync(query, total, page, ct);
            }

            if ((looked += chunk.Count) >= Budget)
            {
                return new ScimError(400, ScimErrorType.TooMany, $"The filter would have to look at more than {Budget:N0} resources. Filter by userName, externalId, emails.value, displayName of groups, id or members.");
            }

            key = chunk[^1].Head.Key + 1;
        }
    }

    private async ValueTask<ScimResult<bool>> DecideAsync(ResourceType type, Filter filter, StoredRecord record, bool exact, CancellationToken ct)
    {
        if (exact)
        {
            return true;
        }

        var head = record.Head;
        var needs = (ResourceMatch.NeedsMembers(filter) ? Relations.Members : Relations.None) | (ResourceMatch.NeedsGroups(filter) ? Relations.Groups : Relations.None);
        var related = needs == Relations.None ? null : await shape.ResourceAsync(type, head, record.Document, needs, ct);
        return ResourceMatch.Matches(filter, StoredDocument.Parse(record.Document), type, new RelationValues
        {
            Id = head.Id.ToString(),
            Created = Micros.ToTime(head.Created),
            LastModified = Micros.ToTime(head.Modified),
            Version = head.Version,
            MemberIds = related?.Members?.Select(m => m.Id).ToHashSet(StringComparer.Ordinal),
            GroupIds = related?.Groups?.Select(g => g.Id).ToHashSet(StringComparer.Ordinal),
        });
    }

    private async ValueTask<ScimResult<ResourcePage>> ShapeAsync(ResourceQuery query, long total, List<StoredRecord> records, CancellationToken ct)
    {
        var resources = new List<StoredResource>(records.Count);
        foreach (var record in records)
        {
            resources.Add(await shape.ResourceAsync(query.Type, record.Head, record.Document, query.Relations, ct));
        }

        return new ResourcePage(total, resources);
    }
}
