using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>Where to click at the identity provider. Menus as seen in November 2026.</summary>
internal static class ClickPath
{
    /// <summary>Where Tenant URL and token stand.</summary>
    public static string Credentials(DirectoryFacts? directory) => directory?.Provider switch
    {
        IdentityProvider.Entra => "Entra: Enterprise applications > your application > Provisioning > Admin Credentials (Tenant URL, Secret Token), then Test Connection",
        IdentityProvider.Okta => "Okta: Applications > your application > Provisioning > Integration > Edit (Base URL, API Token), then Test API Credentials",
        IdentityProvider.OneLogin => "OneLogin: Applications > your application > Configuration > API Connection (SCIM Base URL, SCIM Bearer Token), then Enable",
        _ => "your identity provider: the SCIM application's base URL and bearer token, then its connection test",
    };

    /// <summary>Where people and groups are assigned.</summary>
    public static string Assignment(DirectoryFacts? directory) => directory?.Provider switch
    {
        IdentityProvider.Entra => "Entra: Enterprise applications > your application > Users and groups (a member of a nested group is not provisioned: assign his own group)"
            + "; then Provisioning > Mappings > Source Object Scope; then Provisioning > Provision on demand for this user, which names the reason",
        IdentityProvider.Okta => "Okta: Applications > your application > Assignments (people assigned before provisioning was enabled need Provision User)"
            + "; then Reports > System Log",
        IdentityProvider.OneLogin => "OneLogin: Users > the user > Applications; then Applications > your application > Users (a provisioning state of Pending waits for approval)",
        _ => "your identity provider: assign the user or his own group (nested groups are not provisioned) to the SCIM application and check its scoping filters",
    };

    /// <summary>Where attributes are mapped.</summary>
    public static string Mapping(DirectoryFacts? directory, string source, string target) => directory?.Provider switch
    {
        IdentityProvider.Entra => $"Entra: Enterprise applications > your application > Provisioning > Mappings > Provision Microsoft Entra ID Users: map {source} to {target}",
        IdentityProvider.Okta => $"Okta: Applications > your application > Provisioning > To App > Attribute Mappings: map {source} to {target}",
        IdentityProvider.OneLogin => $"OneLogin: Applications > your application > Parameters: set {target} from {source} and include it in user provisioning",
        _ => $"your identity provider: map {source} to {target} in the SCIM application",
    };

    /// <summary>Where it tells what it did and why.</summary>
    public static string Log(DirectoryFacts? directory) => directory?.Provider switch
    {
        IdentityProvider.Entra => "Entra: Enterprise applications > your application > Provisioning > Provisioning logs",
        IdentityProvider.Okta => "Okta: Reports > System Log, and Dashboard > Tasks for failed provisioning",
        IdentityProvider.OneLogin => "OneLogin: Activity > Events, and Users > Provisioning",
        _ => "your identity provider's provisioning log",
    };

    /// <summary>The source in words: an identity provider's name, or the directory's kind.</summary>
    public static string Name(DirectoryFacts? directory) => directory switch
    {
        { Kind: DirectoryKind.Ldap } => "the LDAP directory",
        { Kind: DirectoryKind.Builtin } => "the builtin directory",
        { Provider: IdentityProvider.Entra } => "Entra ID",
        { Provider: IdentityProvider.Okta } => "Okta",
        { Provider: IdentityProvider.OneLogin } => "OneLogin",
        { Provider: IdentityProvider.JumpCloud } => "JumpCloud",
        { Provider: IdentityProvider.Ping } => "Ping",
        _ => "the identity provider",
    };
}
