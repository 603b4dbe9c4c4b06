namespace Rollcall.Scim.Probing;

/// <summary>A user or group that a rule has made for itself.</summary>
/// <param name="Path">Its path below the base URL: <c>Users/2819c223</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its userName or displayName.</param>
/// <param name="Created">The answer to its creation.</param>
internal sealed record Throwaway(string Path, string Id, string Name, Answer Created);
