namespace Rollcall.Core.Words;

/// <summary>What identifies a user of an account (product rule 1).</summary>
public enum UserIdType
{
    /// <summary>The email address; SCIM can be enabled.</summary>
    Email = 0,

    /// <summary>First and last name; SCIM cannot be enabled (RC101).</summary>
    Name = 1,
}

/// <summary>Where users come from.</summary>
public enum DirectoryKind
{
    /// <summary>Kept by hand here.</summary>
    Builtin = 0,

    /// <summary>An identity provider pushes.</summary>
    Scim = 1,

    /// <summary>We pull.</summary>
    Ldap = 2,
}

/// <summary>Whether a directory takes requests (product rule 9).</summary>
public enum DirectoryState
{
    /// <summary>Answers 403 with its code.</summary>
    Disabled = 0,

    /// <summary>Takes requests.</summary>
    Enabled = 1,

    /// <summary>Answers 503 with Retry-After.</summary>
    Paused = 2,
}

/// <summary>The stored part of a license state; the clock's part (pool in force) is computed when read.</summary>
public enum LicenseState
{
    /// <summary>Not eligible; the reason says why.</summary>
    None = 0,

    /// <summary>Holds a license.</summary>
    Assigned = 1,

    /// <summary>Eligible, and in the queue.</summary>
    Waiting = 2,
}

/// <summary>Why a user has the license state he has (product rule 26), in the order in which they are tried.</summary>
public enum LicenseReason
{
    /// <summary>Holds a license.</summary>
    Assigned = 0,

    /// <summary>Inactive at the source, or blocked here.</summary>
    Disabled = 1,

    /// <summary>Has no email address.</summary>
    NoEmail = 2,

    /// <summary>The policy does not cover him.</summary>
    NotCovered = 3,

    /// <summary>Another user of the same address holds the license.</summary>
    DuplicateAddress = 4,

    /// <summary>The pool has not begun or has ended; computed when read.</summary>
    PoolNotInForce = 5,

    /// <summary>All licenses are taken; he is in the queue.</summary>
    Waiting = 6,
}

/// <summary>Who is covered by a pool.</summary>
public enum LicensePolicy
{
    /// <summary>Every user of the account.</summary>
    All = 0,

    /// <summary>Users and groups that were selected.</summary>
    Selected = 1,
}

/// <summary>What a record describes.</summary>
public enum RecordType
{
    /// <summary>A user.</summary>
    User = 1,

    /// <summary>A group.</summary>
    Group = 2,
}
