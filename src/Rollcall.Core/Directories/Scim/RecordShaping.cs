using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Makes stored resources of records, loading only what is missing and asked for, and that of a whole page at once.</summary>
internal sealed class RecordShaping(Store store, ScimBinding binding)
{
    private long Account => binding.Directory.Account;

    public async ValueTask<StoredResource> ResourceAsync(ResourceType type, RecordRow head, byte[]? document, Relations relations, CancellationToken ct)
    {
        document ??= (await store.ReadAsync((s, c) => RecordReader.FindAnyAsync(s, head.Account, head.Id, c), ct))?.Document ?? [];
        return (await ResourcesAsync(type, [new StoredRecord(head, document)], relations, ct))[0];
    }

    public async ValueTask<IReadOnlyList<StoredResource>> ResourcesAsync(ResourceType type, IReadOnlyList<StoredRecord> records, Relations relations, CancellationToken ct)
    {
        var keys = records.Select(r => r.Head.Key).ToArray();
        var members = type.Name == "Group" && relations.HasFlag(Relations.Members) && keys.Length > 0
            ? await store.ReadAsync((s, c) => RelationReader.MembersAsync(s, Account, keys, c), ct)
            : null;
        var groups = type.Name == "User" && relations.HasFlag(Relations.Groups) && keys.Length > 0
            ? await store.ReadAsync((s, c) => RelationReader.GroupsAsync(s, Account, keys, c), ct)
            : null;
        return [.. records.Select(r => Resource(type, r, members?[r.Head.Key], groups?[r.Head.Key]))];
    }

    private static StoredResource Resource(ResourceType type, StoredRecord record, IEnumerable<RelatedRecord>? members, IEnumerable<RelatedRecord>? groups) => new()
    {
        Type = type,
        Id = record.Head.Id.ToString(),
        Version = record.Head.Version,
        Created = Micros.ToTime(record.Head.Created),
        LastModified = Micros.ToTime(record.Head.Modified),
        Document = record.Document,
        Members = members is null ? null : [.. members.Select(Refer)],
        Groups = groups is null ? null : [.. groups.Select(Refer)],
    };

    private static Reference Refer(RelatedRecord related) => new(related.Id.ToString(), related.Type.ToString(), related.Name);
}
