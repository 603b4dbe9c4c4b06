using Rollcall.Core.Access;
using Rollcall.Core.Directories.Ldap.Wire;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>How an LDAP directory is to be pulled. What is null stays as it is, or is as usual for a new one.</summary>
public sealed record LdapWish
{
    public string? Host { get; init; }

    public int? Port { get; init; }

    public LdapProtection? Protection { get; init; }

    /// <summary>PEM of whoever may sign the certificate; empty: whom the machine trusts.</summary>
    public string? Roots { get; init; }

    public string? BindName { get; init; }

    public Secret? Password { get; init; }

    public string? Base { get; init; }

    public LdapSchema? Schema { get; init; }

    /// <summary>Empty: none.</summary>
    public string? UserFilter { get; init; }

    /// <summary>Empty: none.</summary>
    public string? GroupFilter { get; init; }

    /// <summary>Empty: the schema's.</summary>
    public string? UserNameAttribute { get; init; }

    /// <summary>Empty: the schema's.</summary>
    public string? EmailAttribute { get; init; }

    public bool? Removes { get; init; }

    public int? Minutes { get; init; }

    public int? MostLosses { get; init; }

    public int? MostMemberships { get; init; }

    public int? MostAddresses { get; init; }
}
