namespace Rollcall.Scim.Errors;

/// <summary>One refusal, as a value: what the client will read as an error body of RFC 7644 section 3.12.</summary>
/// <param name="Status">The HTTP status, 400 to 599.</param>
/// <param name="Type">The <c>scimType</c>, only with 400 and with 409 <c>uniqueness</c>.</param>
/// <param name="Detail">One sentence for the screen of an identity provider: what was wrong, on whose side, what to do. It never echoes secrets.</param>
public sealed record ScimError(int Status, ScimErrorType? Type, string Detail)
{
    /// <summary>A stable code of the host (Rollcall: <c>RC204</c>), shown at the head of the detail; null where the host has none.</summary>
    public string? Code { get; init; }

    /// <summary>How long a client should wait before it asks again; only with 429 and 503.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
