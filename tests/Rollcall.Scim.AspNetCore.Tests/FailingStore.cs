using Rollcall.Scim.Errors;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>A store whose every call throws.</summary>
public sealed class FailingStore(Exception exception) : IScimStore
{
    public ValueTask<ScimResult<StoredResource>> FindAsync(ResourceType type, string id, Relations relations, CancellationToken ct) => throw exception;

    public ValueTask<ScimResult<ResourcePage>> ListAsync(ResourceQuery query, CancellationToken ct) => throw exception;

    public ValueTask<ScimResult<Written>> CreateAsync(NewResource resource, CancellationToken ct) => throw exception;

    public ValueTask<ScimResult<Written>> ChangeAsync(ResourceChange change, CancellationToken ct) => throw exception;

    public ValueTask<ScimResult<Removed>> DeleteAsync(ResourceType type, string id, long? ifMatch, CancellationToken ct) => throw exception;
}
