namespace Rollcall.Scim.Messages.Events;

/// <summary>The codes of RFC 8935 section 2.4, for push and poll alike.</summary>
public static class SetErrors
{
    /// <summary>The request body cannot be read as a token, or a claim is missing or wrong.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>A key is not acceptable: unknown, revoked, or too weak.</summary>
    public const string InvalidKey = "invalid_key";

    /// <summary>The issuer is not one that the receiver knows.</summary>
    public const string InvalidIssuer = "invalid_issuer";

    /// <summary>The token is meant for somebody else.</summary>
    public const string InvalidAudience = "invalid_audience";

    /// <summary>The sender is not known, or the signature is wrong.</summary>
    public const string AuthenticationFailed = "authentication_failed";

    /// <summary>The sender may not send to this receiver.</summary>
    public const string AccessDenied = "access_denied";
}
