namespace Rollcall.Scim.Calling;

/// <summary>How a <see cref="WireClient"/> reaches its service provider.</summary>
public sealed record WireOptions
{
    /// <summary>The base URL. A query on it is sent with every request, as Entra ID does with its flags.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Gives the bearer token before each request, so that a short-lived one can be renewed; null, or a null result, for a service without credentials.</summary>
    public Func<CancellationToken, ValueTask<string?>>? Token { get; init; }

    /// <summary>The <c>Accept</c> header.</summary>
    public string Accept { get; init; } = "application/scim+json";

    /// <summary>How long one answer may take. Default 60 seconds, the patience of Entra ID and Okta.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest answer that is read, in bytes. Default 16 MiB.</summary>
    public int MaxAnswerBytes { get; init; } = 16 * 1024 * 1024;
}
