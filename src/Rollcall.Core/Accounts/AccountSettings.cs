using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>What an account chose.</summary>
public sealed record AccountSettings
{
    /// <summary>Counts the changes of these settings.</summary>
    public required long Version { get; init; }

    /// <summary>What identifies a user (product rule 1).</summary>
    public required UserIdType UserIdType { get; init; }

    /// <summary>How SCIM and LDAP live side by side (rule 20).</summary>
    public Coexistence Coexistence { get; init; }

    /// <summary>What happens to a record without email (rule 5).</summary>
    public MissingValue MissingEmail { get; init; }

    /// <summary>What happens to a record without given or family name.</summary>
    public MissingValue MissingName { get; init; }

    /// <summary>What happens to a record without externalId.</summary>
    public MissingValue MissingExternalId { get; init; }

    /// <summary>Whether creates and reactivations are refused while no license is free (rule 26).</summary>
    public bool RefuseWhenFull { get; init; }

    /// <summary>Counts the changes of custom schemas, custom resource types and indexed attributes; 0 where the account never had one.</summary>
    public long CatalogNo { get; init; }

    /// <summary>The next number to give to a custom resource type or an indexed attribute; none is given twice.</summary>
    public long NextNumber { get; init; } = FirstNumber;

    /// <summary>The first of these numbers; those below it mean the same in every account.</summary>
    public const long FirstNumber = 16;
}

/// <summary>How SCIM and LDAP live side by side.</summary>
public enum Coexistence
{
    /// <summary>SCIM leads the users that it knows; LDAP goes on.</summary>
    PerUser = 0,

    /// <summary>Enabling SCIM stops LDAP pulls.</summary>
    Exclusive = 1,
}

/// <summary>What happens to a record that lacks a value.</summary>
public enum MissingValue
{
    /// <summary>It is accepted, and a finding says what is missing.</summary>
    Accept = 0,

    /// <summary>The create, or the change that clears the value, is refused.</summary>
    Reject = 1,

    /// <summary>The user, not the record, is given a value by rule.</summary>
    Fill = 2,
}
