namespace Rollcall.Core.Words;

/// <summary>What a change row of the journal tells.</summary>
public enum ChangeKind
{
    /// <summary>A record was created.</summary>
    RecordCreated = 1,

    /// <summary>A record's own attributes changed.</summary>
    RecordChanged = 2,

    /// <summary>A record was deleted.</summary>
    RecordDeleted = 3,

    /// <summary>A group's members changed, and nothing else.</summary>
    MembersChanged = 4,

    /// <summary>A user was given a license by another change.</summary>
    LicenseGiven = 10,

    /// <summary>A user lost his license by another change.</summary>
    LicenseTaken = 11,

    /// <summary>The pool's total, start, end or policy changed.</summary>
    PoolChanged = 12,

    /// <summary>Who is covered by licenses was decided anew.</summary>
    PolicyChanged = 13,

    /// <summary>A decided policy or total was carried out for some more users.</summary>
    PolicyCarriedOut = 14,

    /// <summary>An administrator blocked a user.</summary>
    UserBlocked = 20,

    /// <summary>An administrator lifted a block.</summary>
    UserUnblocked = 21,

    /// <summary>Another record of a user leads from now on.</summary>
    UserLed = 22,

    /// <summary>A code was made by which a device of a user may enrol.</summary>
    DeviceCodeIssued = 24,

    /// <summary>A user's device was enrolled.</summary>
    DeviceEnrolled = 25,

    /// <summary>A user's device was removed.</summary>
    DeviceRemoved = 26,

    /// <summary>An account was created.</summary>
    AccountCreated = 30,

    /// <summary>An account's settings or state changed.</summary>
    AccountChanged = 31,

    /// <summary>Custom schemas or resource types changed.</summary>
    SchemasChanged = 32,

    /// <summary>An attribute is indexed from now on, its index became ready, or it is indexed no more.</summary>
    IndexChanged = 33,

    /// <summary>A directory was created.</summary>
    DirectoryCreated = 40,

    /// <summary>A directory was enabled, disabled, paused, or its settings changed.</summary>
    DirectoryChanged = 41,

    /// <summary>A token or key was created.</summary>
    CredentialCreated = 50,

    /// <summary>A token or key was revoked.</summary>
    CredentialRevoked = 51,

    /// <summary>A token or key was seen where others could read it, or reported to be so.</summary>
    CredentialExposed = 53,

    /// <summary>The key ring was rotated, or a key of it dropped.</summary>
    KeyRingChanged = 52,

    /// <summary>An operator read or changed this account.</summary>
    OperatorEntered = 60,

    /// <summary>A receiver of events was created.</summary>
    ReceiverCreated = 70,

    /// <summary>A receiver of events was paused or goes on.</summary>
    ReceiverChanged = 71,

    /// <summary>A receiver of events was deleted.</summary>
    ReceiverDeleted = 72,

    /// <summary>Delivery to a receiver was given up until somebody resumes it (RC141).</summary>
    ReceiverHeld = 73,
}
