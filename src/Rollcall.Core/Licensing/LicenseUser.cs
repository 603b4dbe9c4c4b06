using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>What the license book must know of a user.</summary>
public sealed record LicenseUser
{
    public required RowKey Key { get; init; }

    /// <summary>As compared; null where he has none.</summary>
    public required string? AddressKey { get; init; }

    public required bool Active { get; init; }

    public required bool Blocked { get; init; }

    public required bool Covered { get; init; }

    public required bool Priority { get; init; }

    public Eligibility Eligibility => Eligibility.Of(Active, Blocked, AddressKey is not null, Covered);
}
