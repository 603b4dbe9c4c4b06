namespace Rollcall.Scim.Schemas;

/// <summary>The resource types of RFC 7643 section 4.</summary>
public static class StandardTypes
{
    /// <summary>User, with the enterprise extension.</summary>
    public static ResourceType User { get; } = new()
    {
        Name = "User",
        Endpoint = "/Users",
        Description = "User Account",
        Schema = StandardSchemas.User,
        Extensions = [new SchemaExtension(StandardSchemas.EnterpriseUser, Required: false)],
    };

    /// <summary>Group.</summary>
    public static ResourceType Group { get; } = new()
    {
        Name = "Group",
        Endpoint = "/Groups",
        Description = "Group",
        Schema = StandardSchemas.Group,
    };
}
