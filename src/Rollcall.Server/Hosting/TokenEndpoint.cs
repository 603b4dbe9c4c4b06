namespace Rollcall.Server.Hosting;

/// <summary>Where OAuth clients ask for access tokens; told by the API, served by Intake.</summary>
internal static class TokenEndpoint
{
    /// <summary>Its path.</summary>
    public const string Path = "/oauth/token";
}
