namespace Rollcall.Core.Admission;

/// <summary>Everything an admission depends on, read once.</summary>
public sealed record AdmissionFacts
{
    public required AccountStanding Account { get; init; }

    /// <summary>Whom the address means (<see cref="AddressChoice"/>); null where the account has none.</summary>
    public required Claimant? User { get; init; }

    /// <summary>The pool's, at the moment of asking.</summary>
    public required bool PoolInForce { get; init; }

    /// <summary>The key of the device that asks; null where the gateway names none, which then counts as one more device.</summary>
    public string? Device { get; init; }

    /// <summary>Device keys of the user's live sessions (<see cref="SessionTerms"/>); the same one may stand there twice.</summary>
    public IReadOnlyCollection<string> LiveDevices { get; init; } = [];
}
