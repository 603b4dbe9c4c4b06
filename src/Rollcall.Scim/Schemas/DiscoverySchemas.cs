using static Rollcall.Scim.Schemas.AttributeShapes;

namespace Rollcall.Scim.Schemas;

/// <summary>The schemas of discovery, RFC 7643 sections 5 to 7 and 8.7.2. All of it is read-only.</summary>
public static class DiscoverySchemas
{
    /// <summary>The service provider's configuration (section 5).</summary>
    public static SchemaDefinition ServiceProviderConfig { get; } = new()
    {
        Id = Urns.ServiceProviderConfig,
        Name = "Service Provider Configuration",
        Description = "What the service provider serves",
        Attributes =
        [
            ReadOnly(Link("documentationUri", "Where people read more.")),
            Feature("patch", "PATCH."),
            Feature("bulk", "Bulk.", Count("maxOperations", "The most operations."), Count("maxPayloadSize", "The largest body in bytes.")),
            Feature("filter", "Filters.", Count("maxResults", "The most resources in one answer.")),
            Feature("changePassword", "Change of password."),
            Feature("sort", "Sorting."),
            Feature("etag", "ETags."),
            ReadOnly(Complex(
                "pagination",
                "Paging of lists (RFC 9865).",
                ReadOnly(Needed(Flag("cursor", "Whether pages by cursor are served."))),
                ReadOnly(Needed(Flag("index", "Whether pages by index are served."))),
                ReadOnly(Text("defaultPaginationMethod", "Which of them is used where the client does not say.") with { CanonicalValues = ["cursor", "index"] }),
                ReadOnly(Number("defaultPageSize", "The results of a page where the client does not say.")),
                ReadOnly(Number("maxPageSize", "The most results of a page.")),
                ReadOnly(Number("cursorTimeout", "How many seconds a cursor may be used.")))),
            ReadOnly(Complex(
                "securityEvents",
                "Events and asynchronous requests (RFC 9967).",
                ReadOnly(Text("asyncRequest", "When requests are completed asynchronously.") with { CanonicalValues = ["none", "long", "request"] }),
                ReadOnly(Exact("eventUris", "The events that can be had.") with { MultiValued = true }))),
            ReadOnly(Needed(Complex(
                "authenticationSchemes",
                "How clients authenticate.",
                ReadOnly(Needed(Text("type", "The scheme.") with { CanonicalValues = ["oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"] })),
                ReadOnly(Needed(Text("name", "Its name."))),
                ReadOnly(Needed(Text("description", "What it is."))),
                ReadOnly(Link("specUri", "Its specification.")),
                ReadOnly(Link("documentationUri", "Where people read more.")),
                ReadOnly(Flag("primary", "Whether it is the preferred one."))) with { MultiValued = true })),
        ],
    };

    /// <summary>A resource type (section 6).</summary>
    public static SchemaDefinition ResourceType { get; } = new()
    {
        Id = Urns.ResourceType,
        Name = "ResourceType",
        Description = "A type of resource",
        Attributes =
        [
            ReadOnly(Needed(Text("name", "The name."))),
            ReadOnly(Text("description", "What it is.")),
            ReadOnly(Needed(Place("endpoint", "The path below the base URL."))),
            ReadOnly(Needed(Place("schema", "The URN of the base schema."))),
            ReadOnly(Complex(
                "schemaExtensions",
                "The extensions of the type.",
                ReadOnly(Needed(Place("schema", "The URN of the extension."))),
                ReadOnly(Needed(Flag("required", "Whether each resource must carry it.")))) with { MultiValued = true }),
        ],
    };

    /// <summary>A schema (section 7).</summary>
    public static SchemaDefinition Schema { get; } = new()
    {
        Id = Urns.Schema,
        Name = "Schema",
        Description = "A schema",
        Attributes =
        [
            ReadOnly(Needed(Text("name", "The name."))),
            ReadOnly(Text("description", "What it describes.")),
            ReadOnly(Needed(Complex("attributes", "The attributes.", [.. Characteristics(), SubAttributes()]) with { MultiValued = true })),
        ],
    };

    // RFC 7643 section 8.7.2 nests complex in complex here, and here alone (errata 8415).
    private static AttributeDefinition SubAttributes() =>
        ReadOnly(Complex("subAttributes", "The parts of a complex attribute.", Characteristics()) with { MultiValued = true });

    private static AttributeDefinition[] Characteristics() =>
    [
        ReadOnly(Needed(Exact("name", "The name."))),
        ReadOnly(Needed(Text("type", "The data type.") with
        {
            CanonicalValues = ["string", "complex", "boolean", "decimal", "integer", "dateTime", "reference", "binary"],
        })),
        ReadOnly(Needed(Flag("multiValued", "Whether it holds a list."))),
        ReadOnly(Text("description", "What it means.")),
        ReadOnly(Flag("required", "Whether a resource must have it.")),
        ReadOnly(Exact("canonicalValues", "Suggested values.") with { MultiValued = true }),
        ReadOnly(Flag("caseExact", "Whether case counts.")),
        ReadOnly(Exact("mutability", "Who may set it.") with { CanonicalValues = ["readOnly", "readWrite", "immutable", "writeOnly"] }),
        ReadOnly(Exact("returned", "When it is returned.") with { CanonicalValues = ["always", "never", "default", "request"] }),
        ReadOnly(Exact("uniqueness", "Where it is unique.") with { CanonicalValues = ["none", "server", "global"] }),
        ReadOnly(Exact("referenceTypes", "What a reference points to.") with { MultiValued = true }),
    ];

    private static AttributeDefinition Feature(string name, string description, params AttributeDefinition[] limits) =>
        ReadOnly(Needed(Complex(name, description, [ReadOnly(Needed(Flag("supported", "Whether it is served."))), .. limits])));

    private static AttributeDefinition Count(string name, string description) => ReadOnly(Needed(Number(name, description)));

    private static AttributeDefinition Place(string name, string description) => Link(name, description) with { ReferenceTypes = ["uri"] };
}
