namespace Rollcall.Scim.Calling;

/// <summary>How a <see cref="ScimClient"/> reaches its service provider.</summary>
public sealed class ScimClientOptions
{
    /// <summary>The base URL (Entra ID calls it tenant URL). A query on it is kept and sent with every request, as Entra ID does with its flags.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The bearer token, or null where the HttpClient brings its own credentials.</summary>
    public string? BearerToken { get; init; }

    /// <summary>The media type of bodies and of <c>Accept</c>.</summary>
    public string MediaType { get; init; } = "application/scim+json";

    /// <summary>Headers sent with every request, such as <c>User-Agent</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The largest answer that is read, in bytes; a larger one is an <see cref="InvalidDataException"/>. Default 16 MiB.</summary>
    public int MaxAnswerBytes { get; init; } = 16 * 1024 * 1024;
}
