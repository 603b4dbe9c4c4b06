namespace Rollcall.Core.Directories.Ldap;

/// <summary>Which attribute of an entry gives which value.</summary>
public sealed record LdapAttributes
{
    /// <summary>What never changes of an entry, whatever becomes of its name.</summary>
    public required string Id { get; init; }

    public required string UserName { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public required string GivenName { get; init; }

    public required string FamilyName { get; init; }

    public required string GroupName { get; init; }

    /// <summary>Attributes that hold the members of a group: names of entries, or user names in <see cref="MemberUserName"/>.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>The attribute of a POSIX group that holds user names; null where there is none.</summary>
    public string? MemberUserName { get; init; }

    /// <summary>Filter of the users; what an administrator gives is added to it.</summary>
    public required string Users { get; init; }

    /// <summary>Filter of the groups.</summary>
    public required string Groups { get; init; }

    /// <summary>The attributes of a schema.</summary>
    public static LdapAttributes Of(LdapSchema schema) => schema == LdapSchema.ActiveDirectory
        ? new LdapAttributes
        {
            Id = "objectGUID", UserName = "userPrincipalName", Email = "mail", DisplayName = "displayName", GivenName = "givenName", FamilyName = "sn", GroupName = "cn",
            Members = ["member"], Users = "(&(objectCategory=person)(objectClass=user))", Groups = "(objectClass=group)",
        }
        : new LdapAttributes
        {
            Id = "entryUUID", UserName = "uid", Email = "mail", DisplayName = "displayName", GivenName = "givenName", FamilyName = "sn", GroupName = "cn",
            Members = ["member", "uniqueMember"], MemberUserName = "memberUid", Users = "(objectClass=inetOrgPerson)",
            Groups = "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))",
        };

    /// <summary>With some named otherwise.</summary>
    public LdapAttributes With(string? userName, string? email) => this with { UserName = userName ?? UserName, Email = email ?? Email };

    internal IReadOnlyList<string> OfUsers => [Id, UserName, Email, DisplayName, GivenName, FamilyName, "cn", "userAccountControl"];

    internal IReadOnlyList<string> OfGroups => [Id, GroupName, .. Members, .. MemberUserName is { } name ? [name] : Array.Empty<string>()];
}
