using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>A token or key, without its secret.</summary>
public sealed record Credential
{
    /// <summary>The public id.</summary>
    public required CredentialId Id { get; init; }

    /// <summary>What it is for.</summary>
    public required CredentialKind Kind { get; init; }

    /// <summary>The account's number; 0 for operators, who belong to the installation.</summary>
    public required long Account { get; init; }

    /// <summary>The directory's key for a directory's token or the secret of an OAuth client; 0 otherwise.</summary>
    public required RowKey Owner { get; init; }

    /// <summary>What it can be exchanged with while both live: the OAuth client of a secret; null where it stands alone.</summary>
    public Guid? Family { get; init; }

    /// <summary>Its place among those of its family that live: 1 or 2; 0 where it stands alone.</summary>
    public int Slot { get; init; }

    /// <summary>The readable part of the secret: <c>rct_AbCd1234</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on it is not accepted; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>When it was revoked, or null.</summary>
    public DateTimeOffset? Revoked { get; init; }

    /// <summary>When it was first seen where others could read it, or reported to be so; null: never.</summary>
    public DateTimeOffset? Exposed { get; init; }

    /// <summary>To what a key is narrowed; null: to nothing but its kind.</summary>
    public RouteLimits? Routes { get; init; }

    /// <summary>Whether it is accepted at a moment.</summary>
    public CredentialState StateAt(DateTimeOffset now) =>
        Revoked is not null ? CredentialState.Revoked : Expires <= now ? CredentialState.Expired : CredentialState.Live;
}

/// <summary>Whether a credential is accepted.</summary>
public enum CredentialState
{
    /// <summary>Accepted.</summary>
    Live,

    /// <summary>Past its time.</summary>
    Expired,

    /// <summary>Revoked by somebody.</summary>
    Revoked,
}
