namespace Rollcall.Core.Admission;

/// <summary>Why a connection is refused, in the order in which it is asked: the first refusal wins (product rule 29).</summary>
public enum AdmissionReason
{
    /// <summary>No account has this subdomain, or none has verified the address's domain.</summary>
    AccountUnknown = 1,

    /// <summary>The account is suspended.</summary>
    AccountSuspended = 2,

    /// <summary>The account has no user of this address.</summary>
    UserNotFound = 3,

    /// <summary>An administrator blocked the user.</summary>
    Blocked = 4,

    /// <summary>The source set the user inactive, or deleted him.</summary>
    Inactive = 5,

    /// <summary>The pool of licenses has not begun, or has ended.</summary>
    PoolNotInForce = 6,

    /// <summary>No license: the user has no address.</summary>
    NoEmail = 7,

    /// <summary>No license: the policy does not cover him.</summary>
    NotCovered = 8,

    /// <summary>No license: another user of the same address holds it.</summary>
    DuplicateAddress = 9,

    /// <summary>No license: all are taken, he is in the queue.</summary>
    Waiting = 10,

    /// <summary>Sessions are live on as many devices as may be.</summary>
    DeviceLimit = 11,
}
