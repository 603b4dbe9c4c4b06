namespace Rollcall.Server.Security;

/// <summary>Why a request names nobody.</summary>
internal enum Unproven
{
    /// <summary>No Authorization header.</summary>
    Absent,

    /// <summary>A header that is not one bearer token.</summary>
    Malformed,

    /// <summary>A token that is none of ours.</summary>
    Unknown,

    /// <summary>A token of ours that has expired. Only who knows the secret learns it.</summary>
    Expired,

    /// <summary>A token of ours that was revoked.</summary>
    Revoked,
}
