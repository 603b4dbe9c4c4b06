using Rollcall.Scim.Errors;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>What a host implements: one client's view of its resources. An instance is bound to one tenant and one credential, and lives for one request.</summary>
/// <remarks>
/// The store owns identity, versions, uniqueness and membership; the provider owns the protocol. Every refusal that a client may read is a
/// <see cref="ScimError"/>; a store that cannot be reached throws, and the face answers 503, never 401 or 404.
/// </remarks>
public interface IScimStore
{
    /// <summary>One resource by id; 404 where there is none.</summary>
    ValueTask<ScimResult<StoredResource>> FindAsync(ResourceType type, string id, Relations relations, CancellationToken ct);

    /// <summary>One page of what a filter selects, in a total order that does not change while nothing is written.</summary>
    ValueTask<ScimResult<ResourcePage>> ListAsync(ResourceQuery query, CancellationToken ct);

    /// <summary>Stores a new resource; 409 <c>uniqueness</c> where a unique value is taken.</summary>
    ValueTask<ScimResult<Written>> CreateAsync(NewResource resource, CancellationToken ct);

    /// <summary>Changes one resource atomically; 404, 409 <c>uniqueness</c>, or 412 where <see cref="ResourceChange.IfMatch"/> was given and is stale.</summary>
    ValueTask<ScimResult<Written>> ChangeAsync(ResourceChange change, CancellationToken ct);

    /// <summary>Removes one resource; it is 404 from then on and its names are free. 404, or 412 where the expected version is stale.</summary>
    ValueTask<ScimResult<Removed>> DeleteAsync(ResourceType type, string id, long? ifMatch, CancellationToken ct);
}
