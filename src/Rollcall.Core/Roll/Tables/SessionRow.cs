using Rollcall.Core.Admission;

namespace Rollcall.Core.Roll.Tables;

/// <summary>A session of a client. Whether it lives is decided whenever it is asked for, from the user as he is then (product rule 29).</summary>
public sealed record SessionRow
{
    public required long Account { get; init; }

    public required long Key { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The user's key.</summary>
    public required long User { get; init; }

    /// <summary>The device that counts: an enrolled device's id, what a gateway named, or the session itself.</summary>
    public required string Device { get; init; }

    /// <summary>The readable prefix of the gateway's key; null where the device itself gave proof.</summary>
    public string? Gateway { get; init; }

    /// <summary>Since when the user held his license when it began: once that is another moment he has lost it meanwhile, and the session is over for good.</summary>
    public required DateTimeOffset LicensedSince { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset LastHeartbeat { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it ended: a code of admission, <c>disconnected</c>, <c>lapsed</c>, <c>removed</c> or <c>licenseTaken</c>.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Whether time has not ended it.</summary>
    public bool Counts(DateTimeOffset now) => Ended is null && SessionTerms.IsLive(Started, LastHeartbeat, now);
}
