namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>Why an LDAP server could not be used.</summary>
public enum LdapFault
{
    /// <summary>The operator does not allow connections to it.</summary>
    NotAllowed = 1,

    /// <summary>No connection came about.</summary>
    Unreachable = 2,

    /// <summary>Its certificate is not trusted, is of another name, or has expired.</summary>
    Certificate = 3,

    /// <summary>It refused StartTLS.</summary>
    NoTls = 4,

    /// <summary>It refused the bind: wrong name or password, or a locked account.</summary>
    BadCredentials = 5,

    /// <summary>There is nothing at the base.</summary>
    NoSuchBase = 6,

    /// <summary>It ended a search before its end, by its limit of entries or of time.</summary>
    LimitExceeded = 7,

    /// <summary>The account that binds may not read there.</summary>
    InsufficientAccess = 8,

    /// <summary>It answered with a referral to another server, which is not followed.</summary>
    Referral = 9,

    /// <summary>The connection ended in the middle, or no answer came in time.</summary>
    Vanished = 10,

    /// <summary>It sent what is no LDAP, or more than is taken.</summary>
    Malformed = 11,

    /// <summary>It refused for another reason.</summary>
    Refused = 12,

    /// <summary>It wants an encrypted connection before it takes a password.</summary>
    NeedsTls = 13,

    /// <summary>It answered with nobody where there was somebody.</summary>
    Empty = 14,
}
