using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>An OAuth client of a SCIM directory: an identity provider that exchanges a secret for access tokens (RFC 6749 section 4.4).</summary>
public sealed record OAuthClient
{
    /// <summary>How long an access token is accepted where nothing else is asked for, in minutes.</summary>
    public const int DefaultTokenMinutes = 60;

    /// <summary>The longest that an access token may be accepted, in minutes: Entra ID asks for 60 minutes to 6 hours (August 2026).</summary>
    public const int LongestTokenMinutes = 360;

    /// <summary>How many live secrets it may have: one in use and one to rotate to.</summary>
    public const int LiveSecrets = 2;

    /// <summary>The <c>client_id</c>.</summary>
    public required OAuthClientId Id { get; init; }

    /// <summary>The account's number.</summary>
    public required long Account { get; init; }

    /// <summary>The directory that its access tokens open.</summary>
    public required RowKey Directory { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>How long an access token is accepted, in minutes: 60 to 360.</summary>
    public required int TokenMinutes { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was removed, or null.</summary>
    public DateTimeOffset? Removed { get; init; }
}
