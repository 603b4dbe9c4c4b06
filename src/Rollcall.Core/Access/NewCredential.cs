using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The wish for a token or key.</summary>
public sealed record NewCredential
{
    /// <summary>The lifetime where none is asked for, in days.</summary>
    public const int DefaultDays = 365;

    /// <summary>The longest lifetime, in days.</summary>
    public const int LongestDays = 1095;

    /// <summary>The longest label, in characters.</summary>
    public const int LongestLabel = 100;

    /// <summary>What it is for.</summary>
    public required CredentialKind Kind { get; init; }

    /// <summary>The account's number; 0 for an operator.</summary>
    public required long Account { get; init; }

    /// <summary>The directory's key, for a directory's token or the secret of an OAuth client.</summary>
    public RowKey Owner { get; init; }

    /// <summary>The OAuth client, for its secret.</summary>
    public Guid? Family { get; init; }

    /// <summary>Its place in the family.</summary>
    public int Slot { get; init; }

    /// <summary>To what a key is narrowed; null: to nothing but its kind.</summary>
    public RouteLimits? Routes { get; init; }

    /// <summary>What people call it; may be empty for a directory's token.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>Lifetime in days, 1 to 1095; 365 by default. Null for ever: only what has no secret.</summary>
    public int? Days { get; init; } = DefaultDays;
}
