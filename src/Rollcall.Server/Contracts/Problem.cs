namespace Rollcall.Server.Contracts;

/// <summary>A refusal of /api and /client, as problem details of RFC 9457 with a code and a remedy.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Code">A word or a finding's code for programs; never changes its meaning.</param>
/// <param name="Detail">What is so.</param>
/// <param name="Remedy">What to do next.</param>
internal sealed record Problem(int Status, string Title, string Code, string Detail, string Remedy)
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/problem+json";
}
