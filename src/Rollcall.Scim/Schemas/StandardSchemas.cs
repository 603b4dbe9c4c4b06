namespace Rollcall.Scim.Schemas;

/// <summary>The schemas of RFC 7643 sections 4 and 8.7.</summary>
public static class StandardSchemas
{
    /// <summary>The user (section 4.1).</summary>
    public static SchemaDefinition User { get; } = new() { Id = Urns.User, Name = "User", Attributes = [] };

    /// <summary>The enterprise extension of the user (section 4.3).</summary>
    public static SchemaDefinition EnterpriseUser { get; } = new() { Id = Urns.EnterpriseUser, Name = "EnterpriseUser", Attributes = [] };

    /// <summary>The group (section 4.2).</summary>
    public static SchemaDefinition Group { get; } = new() { Id = Urns.Group, Name = "Group", Attributes = [] };
}
