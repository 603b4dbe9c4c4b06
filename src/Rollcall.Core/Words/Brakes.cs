namespace Rollcall.Core.Words;

/// <summary>What a directory's brake does when more is taken away than may be (product rule 10).</summary>
public enum BrakeMode
{
    /// <summary>Nothing.</summary>
    Off = 0,

    /// <summary>It lets pass, and says so.</summary>
    Alert = 1,

    /// <summary>It holds such requests until an administrator decides.</summary>
    Hold = 2,
}

/// <summary>How a brake stands.</summary>
public enum BrakeState
{
    Quiet = 0,

    /// <summary>More was taken away within the hour than may be.</summary>
    Alerted = 1,

    /// <summary>Requests that take away are held.</summary>
    Holding = 2,
}

/// <summary>What a request takes away.</summary>
public enum LossKind
{
    Deactivation = 1,
    Deletion = 2,
    Memberships = 3,
    Takeover = 4,
}

/// <summary>What an administrator decided of a held request.</summary>
public enum HeldVerdict
{
    /// <summary>Nothing yet: it gets 503.</summary>
    Held = 0,

    /// <summary>It passes when it is sent again.</summary>
    Allowed = 1,

    /// <summary>It gets 403 until that is taken back.</summary>
    Rejected = 2,
}
