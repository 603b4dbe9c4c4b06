namespace Rollcall.Server.Commands;

/// <summary>The names of identity providers as people read them: labels of directories that nobody named.</summary>
internal static class ProviderName
{
    public static string Of(string idp) => idp.ToLowerInvariant() switch
    {
        "entra" => "Entra ID",
        "okta" => "Okta",
        "onelogin" => "OneLogin",
        "jumpcloud" => "JumpCloud",
        "ping" => "Ping",
        "strict" => "SCIM (strict)",
        _ => "SCIM",
    };
}
