using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.Tests.Serving;

/// <summary>A store of one user and one group that keeps what it was asked for.</summary>
public sealed class RecordingStore : IScimStore
{
    public List<string> Asked { get; } = [];

    public ValueTask<ScimResult<StoredResource>> FindAsync(ResourceType type, string id, Relations relations, CancellationToken ct)
    {
        Asked.Add($"find {type.Name} {id} {relations}");
        return ValueTask.FromResult<ScimResult<StoredResource>>(Resource(type, relations));
    }

    public ValueTask<ScimResult<ResourcePage>> ListAsync(ResourceQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        Asked.Add($"list {query.Type.Name} {query.StartIndex}+{query.Count} {query.Relations} {query.Filter}".Trim());
        return ValueTask.FromResult<ScimResult<ResourcePage>>(new ResourcePage(1, [Resource(query.Type, query.Relations)]));
    }

    public ValueTask<ScimResult<Written>> CreateAsync(NewResource resource, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Asked.Add($"create {resource.Type.Name} {resource.Relations} {resource.Members.Count} {resource.Document.ToJsonString()}");
        return ValueTask.FromResult<ScimResult<Written>>(new Written(Resource(resource.Type, resource.Relations), Changed: true));
    }

    public ValueTask<ScimResult<Written>> ChangeAsync(ResourceChange change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(change);
        Asked.Add($"change {change.Type.Name} {change.Id} {change.Relations} if={change.IfMatch} document={change.Document is not null} members={change.Members.Count}");
        return ValueTask.FromResult<ScimResult<Written>>(new Written(Resource(change.Type, change.Relations), Changed: false));
    }

    public ValueTask<ScimResult<Removed>> DeleteAsync(ResourceType type, string id, long? ifMatch, CancellationToken ct)
    {
        Asked.Add($"delete {type.Name} {id} if={ifMatch}");
        return ValueTask.FromResult<ScimResult<Removed>>(new Removed(id));
    }

    private static StoredResource Resource(ResourceType type, Relations relations) => new()
    {
        Type = type,
        Id = "1",
        Version = 3,
        Created = DateTimeOffset.UnixEpoch,
        LastModified = DateTimeOffset.UnixEpoch,
        Document = StoredDocument.Finish(new() { ["schemas"] = new System.Text.Json.Nodes.JsonArray(type.Schema.Id), ["displayName"] = "D" }, type, "1"),
        Members = relations.HasFlag(Relations.Members) ? [new Reference("2", "User", null)] : null,
        Groups = relations.HasFlag(Relations.Groups) ? [new Reference("3", "Group", "G")] : null,
    };
}
