namespace Rollcall.Scim.Probing;

/// <summary>One request of a rule and its answer, as shown to people: no credential is in it.</summary>
public sealed record ProbeExchange
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The URL as sent.</summary>
    public required string Url { get; init; }

    /// <summary>The request's headers, never <c>Authorization</c>.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; }

    /// <summary>The request's body, or null.</summary>
    public string? RequestBody { get; init; }

    /// <summary>The status of the answer; 0 where none came.</summary>
    public required int Status { get; init; }

    /// <summary>The answer's headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ReplyHeaders { get; init; } = [];

    /// <summary>The answer's body, or null where it was empty.</summary>
    public string? ReplyBody { get; init; }

    /// <summary>Why no answer came, or null.</summary>
    public string? Failure { get; init; }
}
