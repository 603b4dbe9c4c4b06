using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>The brake of a SCIM directory: how much may be taken away within an hour (product rule 10).</summary>
public sealed record BrakeRow
{
    public required long Account { get; init; }

    /// <summary>The directory's key.</summary>
    public required long Directory { get; init; }

    public BrakeMode Mode { get; init; } = BrakeMode.Alert;

    /// <summary>Losses within an hour that are always let pass.</summary>
    public long MostUsers { get; init; } = 10;

    /// <summary>The same as a share of the directory's users, in percent; the greater of the two counts.</summary>
    public long MostPercent { get; init; } = 5;

    /// <summary>When the hour began that is counted.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>Users deactivated, deleted or taken over, and memberships ended, in that hour.</summary>
    public long Losses { get; init; }

    public BrakeState State { get; init; }

    /// <summary>Since when it holds or has alerted.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when everything passes, since an administrator has released it.</summary>
    public DateTimeOffset? ReleasedUntil { get; init; }

    /// <summary>How much may be lost within an hour in a directory of so many users.</summary>
    public long Most(long users) => Math.Max(MostUsers, users * MostPercent / 100);
}

/// <summary>A request that the brake holds: what it would take away.</summary>
public sealed record HeldRow
{
    public required long Account { get; init; }

    public required long Key { get; init; }

    public required long Directory { get; init; }

    public required LossKind Kind { get; init; }

    /// <summary>The record that it is about.</summary>
    public required long Record { get; init; }

    /// <summary>The user's or group's name.</summary>
    public required string Name { get; init; }

    /// <summary>How much would be lost: 1, or the number of memberships.</summary>
    public required long Losses { get; init; }

    public required DateTimeOffset FirstAsked { get; init; }

    public required DateTimeOffset LastAsked { get; init; }

    /// <summary>How often the identity provider has asked.</summary>
    public required long Times { get; init; }

    public required HeldVerdict Verdict { get; init; }

    /// <summary>The readable part of the credential that asked.</summary>
    public required string Actor { get; init; }
}

/// <summary>What a request is about that the brake holds.</summary>
public readonly record struct HeldId(long Directory, LossKind Kind, long Record);
