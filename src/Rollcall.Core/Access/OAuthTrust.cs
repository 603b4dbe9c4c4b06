using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>
/// What an OAuth client may show instead of a secret: an assertion of one issuer, for one audience, about one subject (RFC 7523 section 2.2), as Entra ID's
/// workload identity federation sends it (August 2026). Nothing of it is secret.
/// </summary>
public sealed record OAuthTrust
{
    /// <summary>How many live trusts a client may have: one in use and one to move to.</summary>
    public const int Most = 2;

    /// <summary>The longest text of each part, in characters.</summary>
    public const int LongestText = 500;

    /// <summary>The id of the credential that it stands and falls with.</summary>
    public required CredentialId Id { get; init; }

    /// <summary>Who signs: the <c>iss</c>, compared by each character.</summary>
    public required string Issuer { get; init; }

    /// <summary>For whom: one of the <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>About whom: the <c>sub</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Where the issuer's keys are; null where its discovery document says so.</summary>
    public string? JwksUri { get; init; }

    /// <summary>Whether it is accepted, and when it was last used.</summary>
    public Credential? Standing { get; init; }
}
