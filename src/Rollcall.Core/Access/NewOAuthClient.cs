using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The wish for an OAuth client.</summary>
public sealed record NewOAuthClient
{
    /// <summary>The account's number.</summary>
    public required long Account { get; init; }

    /// <summary>The directory's key.</summary>
    public required RowKey Directory { get; init; }

    /// <summary>What people call it: 1 to 100 characters.</summary>
    public required string Label { get; init; }

    /// <summary>How long an access token is accepted, in minutes: 60 to 360.</summary>
    public int TokenMinutes { get; init; } = OAuthClient.DefaultTokenMinutes;

    /// <summary>Whether it has a secret from the start; one that is to trust assertions alone needs none.</summary>
    public bool HasSecret { get; init; } = true;

    /// <summary>Lifetime of the first secret in days, 1 to 1095; 365 by default.</summary>
    public int Days { get; init; } = NewCredential.DefaultDays;
}
