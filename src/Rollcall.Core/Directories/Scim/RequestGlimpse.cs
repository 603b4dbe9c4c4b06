namespace Rollcall.Core.Directories.Scim;

/// <summary>What of a request tells who sent it.</summary>
/// <param name="UserAgent">The header of that name; empty where there is none.</param>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="HasAdScimVersion">Whether Entra ID's own header is there.</param>
/// <param name="AsksForPlainJson">Whether the only type asked for is application/json.</param>
public sealed record RequestGlimpse(string UserAgent, string Target, bool HasAdScimVersion, bool AsksForPlainJson);
