using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>How an LDAP directory is pulled.</summary>
public sealed record LdapSettings
{
    /// <summary>The account's number.</summary>
    public required long Account { get; init; }

    /// <summary>The directory's key.</summary>
    public required RowKey Directory { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required LdapProtection Protection { get; init; }

    /// <summary>Who alone may have signed the server's certificate, as PEM; null: whom the machine trusts.</summary>
    public string? Roots { get; init; }

    /// <summary>The name to bind by.</summary>
    public required string BindName { get; init; }

    /// <summary>The sealed password; null once the server was changed without giving it again (product rule 46).</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Below what users and groups lie.</summary>
    public required string Base { get; init; }

    public required LdapSchema Schema { get; init; }

    /// <summary>Narrows the users, or null.</summary>
    public string? UserFilter { get; init; }

    /// <summary>Narrows the groups, or null.</summary>
    public string? GroupFilter { get; init; }

    /// <summary>The attribute of the user name, where it is another than the schema's.</summary>
    public string? UserNameAttribute { get; init; }

    /// <summary>The attribute of the address, where it is another than the schema's.</summary>
    public string? EmailAttribute { get; init; }

    /// <summary>Whether users who are gone there are removed here; otherwise they are disabled.</summary>
    public bool Removes { get; init; }

    /// <summary>Minutes from the beginning of one pull to the next; 0: only when asked.</summary>
    public int Minutes { get; init; }

    /// <summary>What a run may change before it is held.</summary>
    public required PullRails Rails { get; init; }

    /// <summary>When the latest run began; null while none has.</summary>
    public DateTimeOffset? LastBegan { get; init; }

    public LdapAttributes Attributes => LdapAttributes.Of(Schema).With(UserNameAttribute, EmailAttribute);

    /// <summary>What a secret is sealed for: sent to another server, or less protected, it does not open.</summary>
    internal static string PlaceOf(RowKey directory, string host, int port, LdapProtection protection) =>
        $"ldap {directory.Value} {host.ToLowerInvariant()} {port} {(protection == LdapProtection.Plain ? "plain" : "tls")}";

    internal string SecretPlace => PlaceOf(Directory, Host, Port, Protection);
}
