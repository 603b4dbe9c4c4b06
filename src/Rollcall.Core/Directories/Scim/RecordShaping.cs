using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Makes a stored resource of a record, loading only what is missing and asked for.</summary>
internal sealed class RecordShaping(Store store, ScimBinding binding)
{
    public async ValueTask<StoredResource> ResourceAsync(ResourceType type, RecordRow head, byte[]? document, Relations relations, CancellationToken ct)
    {
        var members = type.Name == "Group" && relations.HasFlag(Relations.Members) ? await MembersAsync(head.Key, ct) : null;
        var groups = type.Name == "User" && relations.HasFlag(Relations.Groups) ? await GroupsAsync(head.Key, ct) : null;
        document ??= await DocumentAsync(head, ct);
        return new StoredResource
        {
            Type = type,
            Id = head.Id.ToString(),
            Version = head.Version,
            Created = Micros.ToTime(head.Created),
            LastModified = Micros.ToTime(head.Modified),
            Document = document,
            Members = members,
            Groups = groups,
        };
    }

    private async ValueTask<byte[]> DocumentAsync(RecordRow head, CancellationToken ct) =>
        (await store.ReadAsync((s, c) => RecordReader.FindAnyAsync(s, head.Account, head.Id, c), ct))?.Document ?? [];

    private async ValueTask<IReadOnlyList<Reference>> MembersAsync(long group, CancellationToken ct) =>
        References(await store.ReadAsync((s, c) => RecordReader.MembersAsync(s, binding.Directory.Account, group, c), ct));

    private async ValueTask<IReadOnlyList<Reference>> GroupsAsync(long member, CancellationToken ct) =>
        References(await store.ReadAsync((s, c) => RecordReader.GroupsAsync(s, binding.Directory.Account, member, c), ct));

    private static IReadOnlyList<Reference> References(List<RelatedRecord> related) => [.. related.Select(r => new Reference(r.Id.ToString(), r.Type.ToString(), null))];
}
