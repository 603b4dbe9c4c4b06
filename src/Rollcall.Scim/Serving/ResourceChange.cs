using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A resource to create.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Document">Valid and in canonical form, without id, meta, groups and members. The store reads it and does not change it.</param>
/// <param name="Members">The members of a new group, else empty.</param>
public sealed record NewResource(ResourceType Type, JsonObject Document, IReadOnlyList<MemberChange> Members)
{
    /// <summary>Which relations the answer needs.</summary>
    public Relations Relations { get; init; }
}

/// <summary>A change to one resource. The store applies both parts in one transaction, or neither.</summary>
public sealed record ResourceChange
{
    /// <summary>The type of the resource.</summary>
    public required ResourceType Type { get; init; }

    /// <summary>The id of the resource.</summary>
    public required string Id { get; init; }

    /// <summary>The version that the client expects (If-Match), or null.</summary>
    public long? IfMatch { get; init; }

    /// <summary>
    /// A pure function from the current document to the next, or null where only members change. It may run more than once, and never changes its
    /// argument. Both documents are in canonical form, without groups and members; <c>id</c> and <c>meta</c> of the current one are passed through.
    /// </summary>
    public Func<JsonObject, ScimResult<JsonObject>>? Document { get; init; }

    /// <summary>Changes to a group's members, applied in order.</summary>
    public IReadOnlyList<MemberChange> Members { get; init; } = [];

    /// <summary>Which relations the answer needs.</summary>
    public Relations Relations { get; init; }
}

/// <summary>What became of a write.</summary>
/// <param name="Resource">The resource as it stands after the write.</param>
/// <param name="Changed">False where the request asked for what already was: no new version, no event.</param>
public sealed record Written(StoredResource Resource, bool Changed);

/// <summary>What was removed.</summary>
/// <param name="Id">The id, which is 404 from now on.</param>
public sealed record Removed(string Id);
