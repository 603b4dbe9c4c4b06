using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>A directory as it stands.</summary>
public sealed record DirectoryRow
{
    /// <summary>The account's number.</summary>
    public required long Account { get; init; }

    /// <summary>Its key.</summary>
    public required RowKey Key { get; init; }

    /// <summary>The public id, part of the Base URL.</summary>
    public required DirectoryId Id { get; init; }

    /// <summary>Where its users come from.</summary>
    public required DirectoryKind Kind { get; init; }

    /// <summary>The name that people read; unique within the account, case ignored.</summary>
    public required string Label { get; init; }

    /// <summary>Who pushes.</summary>
    public required IdentityProvider Idp { get; init; }

    /// <summary>Whether it takes requests.</summary>
    public required DirectoryState State { get; init; }

    /// <summary>Whether a user stays in the User Directory, disabled, when the source deletes his record (product rule 8).</summary>
    public required bool KeepsDeleted { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When the first request with one of its tokens arrived; null while none has.</summary>
    public DateTimeOffset? FirstRequest { get; init; }

    /// <summary>When the latest arrived, to the minute.</summary>
    public DateTimeOffset? LastRequest { get; init; }
}
