using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>The user asked for, as the User Directory has him.</summary>
public sealed record UserFacts
{
    public required RowKey Key { get; init; }

    public required string UserName { get; init; }

    /// <summary>By which he connects; null: none.</summary>
    public required string? Address { get; init; }

    public required bool Active { get; init; }

    public required bool Blocked { get; init; }

    /// <summary>The journal row of the block, where he is blocked and it is known.</summary>
    public Evidence? Block { get; init; }

    /// <summary>The shown license state, the clock's part in it.</summary>
    public required LicenseReason License { get; init; }

    /// <summary>Since when he holds the license; null where he does not, or it is unknown.</summary>
    public DateTimeOffset? LicensedSince { get; init; }

    /// <summary>His place in the queue, from 1; null where he does not wait.</summary>
    public int? WaitingPlace { get; init; }

    /// <summary>On how many distinct devices he has live sessions.</summary>
    public int LiveDevices { get; init; }

    /// <summary>Names of the groups he is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
