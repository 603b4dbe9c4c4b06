namespace Rollcall.Server.Commands.Demo;

/// <summary>One request that was pushed, with its answer.</summary>
/// <param name="What">What it means, in words.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">Where it went.</param>
/// <param name="Body">What was sent, or null.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Error">The sentence of a refusal, or null.</param>
internal sealed record PushedRequest(string What, string Method, Uri Url, string? Body, int Status, string? Error)
{
    /// <summary>Whether it wrote; the others looked.</summary>
    public bool IsWrite => Method != "GET";
}
