using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>One directory of the account.</summary>
public sealed record DirectoryFacts
{
    public required RowKey Key { get; init; }

    public required string Label { get; init; }

    public required DirectoryKind Kind { get; init; }

    public IdentityProvider Provider { get; init; }

    public required DirectoryState State { get; init; }

    /// <summary>What stands behind the host: <c>/scim/v2/{account}/{directory}</c>; empty for other kinds.</summary>
    public string BasePath { get; init; } = "";

    public IReadOnlyList<TokenFacts> Tokens { get; init; } = [];

    /// <summary>When the last request with an accepted token came; null: none ever.</summary>
    /// <summary>How its brake stands, and since when.</summary>
    public BrakeState Brake { get; init; }

    /// <summary>What it counted in the present hour.</summary>
    public long BrakeLosses { get; init; }

    public DateTimeOffset? LastRequest { get; init; }

    /// <summary>Who pushes, as the requests tell: the one seen most often first; empty where none bore a sign.</summary>
    public IReadOnlyList<Recognition> Recognised { get; init; } = [];
}
