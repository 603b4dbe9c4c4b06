namespace Rollcall.Scim.Calling;

/// <summary>A request to the byte, as only tests need it: any method, any body, right or wrong credentials.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base URL, already escaped, such as <c>Users</c>.</param>
public sealed record WireRequest(string Method, string Path)
{
    /// <summary>The query without its question mark, already escaped, or null.</summary>
    public string? Query { get; init; }

    /// <summary>The body's bytes, or null for no body.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The <c>Content-Type</c> as sent, or null for none. It is sent only with a body.</summary>
    public string? ContentType { get; init; } = "application/scim+json; charset=utf-8";

    /// <summary>Headers of this request; an <c>Accept</c> here replaces the usual one, and an empty one leaves it out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A credential in place of the client's own: empty for none at all; null for the client's own.</summary>
    public string? Token { get; init; }
}
