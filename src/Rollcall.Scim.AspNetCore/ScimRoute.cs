using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.AspNetCore;

/// <summary>What a path below the base URL names.</summary>
internal abstract record ScimRoute
{
    private ScimRoute() { }

    /// <summary>The methods that the route has.</summary>
    public abstract string Allow { get; }

    /// <summary><c>/Users</c>.</summary>
    public sealed record Collection(ResourceType Type) : ScimRoute
    {
        public override string Allow => "GET, HEAD, POST";
    }

    /// <summary><c>/Users/{id}</c>.</summary>
    public sealed record Single(ResourceType Type, string Id) : ScimRoute
    {
        public override string Allow => "GET, HEAD, PUT, PATCH, DELETE";
    }

    /// <summary><c>/Users/.search</c>, or <c>/.search</c> with no type.</summary>
    public sealed record Search(ResourceType? Type) : ScimRoute
    {
        public override string Allow => "POST";
    }

    /// <summary><c>/ServiceProviderConfig</c>, <c>/Schemas</c>, <c>/Schemas/{urn}</c>, <c>/ResourceTypes</c>, <c>/ResourceTypes/{name}</c>.</summary>
    public sealed record Discovery(string Document, string? Name) : ScimRoute
    {
        public override string Allow => "GET, HEAD";
    }

    /// <summary>The base URL itself: a query over all types.</summary>
    public sealed record Root : ScimRoute
    {
        public override string Allow => "GET, HEAD";
    }

    /// <summary><c>/Bulk</c>.</summary>
    public sealed record Bulk : ScimRoute
    {
        public override string Allow => "POST";
    }

    /// <summary><c>/Me</c>.</summary>
    public sealed record Me : ScimRoute
    {
        public override string Allow => "GET, HEAD, POST, PUT, PATCH, DELETE";
    }

    /// <summary><c>/AsyncResults/{transaction}</c>.</summary>
    public sealed record AsyncResult(string Transaction) : ScimRoute
    {
        public override string Allow => "GET, HEAD";
    }

    /// <summary>Reads a path; null where it names nothing. A slash at its end does not count, since vendors send some (OneLogin, authentik#11249).</summary>
    public static ScimRoute? Read(string path, ScimSchemas schemas)
    {
        var parts = path.Trim('/').Split('/');
        return parts switch
        {
            [""] => new Root(),
            [".search"] => new Search(null),
            ["Bulk"] => new Bulk(),
            ["Me"] => new Me(),
            ["AsyncResults", var transaction] when transaction.Length > 0 => new AsyncResult(transaction),
            ["ServiceProviderConfig"] => new Discovery(parts[0], null),
            ["Schemas" or "ResourceTypes"] => new Discovery(parts[0], null),
            ["Schemas" or "ResourceTypes", var name] when name.Length > 0 => new Discovery(parts[0], name),
            [var endpoint] when Find(schemas, endpoint) is { } type => new Collection(type),
            [var endpoint, ".search"] when Find(schemas, endpoint) is { } type => new Search(type),
            [var endpoint, var id] when id.Length > 0 && Find(schemas, endpoint) is { } type => new Single(type, id),
            _ => null,
        };
    }

    private static ResourceType? Find(ScimSchemas schemas, string endpoint)
    {
        foreach (var type in schemas.Types)
        {
            if (type.Endpoint.AsSpan().TrimStart('/').Equals(endpoint, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return null;
    }
}
