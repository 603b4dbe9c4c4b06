using static Rollcall.Scim.Schemas.AttributeShapes;

namespace Rollcall.Scim.Schemas;

/// <summary>The schemas of resources, RFC 7643 section 4, with the characteristics of section 8.7.1.</summary>
/// <remarks>
/// Where we differ, on purpose: <c>displayName</c> of a group is required (section 4.2 says so, section 8.7.1 forgets it), and <c>groups</c> of a
/// user is returned on request, since it is unbounded and costs a join.
/// </remarks>
public static class StandardSchemas
{
    /// <summary>The user (section 4.1).</summary>
    public static SchemaDefinition User { get; } = new()
    {
        Id = Urns.User,
        Name = "User",
        Description = "User Account",
        Attributes =
        [
            Text("userName", "Identifies the user; case does not count.") with { Required = true, Uniqueness = Uniqueness.Server },
            Name(),
            Text("displayName", "The name shown to others."),
            Text("nickName", "The casual name."),
            Link("profileUrl", "Where the user's profile is shown."),
            Text("title", "Such as Vice President."),
            Text("userType", "The relation to the organization, such as Contractor."),
            Text("preferredLanguage", "As in Accept-Language."),
            Text("locale", "For currency, time and numbers, such as en-US."),
            Text("timezone", "As in the IANA database, such as Europe/Vienna."),
            Flag("active", "Whether the user may be used."),
            Text("password", "Never stored and never returned.") with { Mutability = Mutability.WriteOnly, Returned = Returned.Never },
            Plural("emails", "Email addresses.", "work", "home", "other"),
            Plural("phoneNumbers", "Phone numbers.", "work", "home", "mobile", "fax", "pager", "other"),
            Plural("ims", "Instant messaging addresses.", "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"),
            WithValue(Plural("photos", "Pictures.", "photo", "thumbnail"), Link("value", "The URL of the picture.")),
            Addresses(),
            UserGroups(),
            Plural("entitlements", "What the user is entitled to."),
            Plural("roles", "The user's roles."),
            WithValue(Plural("x509Certificates", "Certificates."), new() { Name = "value", Type = AttributeType.Binary, CaseExact = true, Description = "DER in base64." }),
        ],
    };

    /// <summary>The enterprise extension of the user (section 4.3).</summary>
    public static SchemaDefinition EnterpriseUser { get; } = new()
    {
        Id = Urns.EnterpriseUser,
        Name = "EnterpriseUser",
        Description = "Enterprise User",
        Attributes =
        [
            Text("employeeNumber", "Given by the organization."),
            Text("costCenter", "The cost center."),
            Text("organization", "The organization."),
            Text("division", "The division."),
            Text("department", "The department."),
            Complex(
                "manager",
                "The user's manager.",
                Text("value", "The id of the manager's resource."),
                new() { Name = "$ref", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["User"], Description = "The URL of the manager's resource." },
                Text("displayName", "The manager's display name.") with { Mutability = Mutability.ReadOnly }),
        ],
    };

    /// <summary>The group (section 4.2).</summary>
    public static SchemaDefinition Group { get; } = new()
    {
        Id = Urns.Group,
        Name = "Group",
        Description = "Group",
        Attributes =
        [
            Text("displayName", "The name of the group.") with { Required = true },
            Complex(
                "members",
                "The members of the group.",
                Fixed(Exact("value", "The id of the member.")),
                Fixed(new() { Name = "$ref", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["User", "Group"], Description = "The URL of the member." }),
                Fixed(Text("type", "User or Group.") with { CanonicalValues = ["User", "Group"] }),
                Text("display", "The member's display name.") with { Mutability = Mutability.ReadOnly }) with { MultiValued = true },
        ],
    };

    private static AttributeDefinition Name() => Complex(
        "name",
        "The parts of the user's name.",
        Text("formatted", "The full name, as it is shown."),
        Text("familyName", "The family name."),
        Text("givenName", "The given name."),
        Text("middleName", "The middle names."),
        Text("honorificPrefix", "The title, such as Ms."),
        Text("honorificSuffix", "The suffix, such as III."));

    private static AttributeDefinition Addresses() => Complex(
        "addresses",
        "Postal addresses.",
        Text("formatted", "The full address, as it is shown."),
        Text("streetAddress", "Street, house number, floor."),
        Text("locality", "The city."),
        Text("region", "The state or region."),
        Text("postalCode", "The postal code."),
        Text("country", "As in ISO 3166-1 alpha-2."),
        Text("type", "What it is for.") with { CanonicalValues = ["work", "home", "other"] },
        Flag("primary", "Whether it is the preferred one.")) with { MultiValued = true };

    private static AttributeDefinition UserGroups() => Complex(
        "groups",
        "The groups that the user belongs to.",
        ReadOnly(Exact("value", "The id of the group.")),
        ReadOnly(new() { Name = "$ref", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["Group"], Description = "The URL of the group." }),
        ReadOnly(Text("display", "The group's display name.")),
        ReadOnly(Text("type", "direct or indirect.") with { CanonicalValues = ["direct", "indirect"] })) with
    {
        MultiValued = true,
        Mutability = Mutability.ReadOnly,
        Returned = Returned.Request,
    };
}
