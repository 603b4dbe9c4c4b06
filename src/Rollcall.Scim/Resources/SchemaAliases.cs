using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>URNs that clients are known to write for those of RFC 7643.</summary>
internal static class SchemaAliases
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        // entra-docs use-scim, example 2: the colon is missing.
        ["urn:ietf:params:scim:schemas:extension:enterprise:2.0User"] = Urns.EnterpriseUser,
        ["urn:ietf:params:scim:schemas:core:2.0User"] = Urns.User,
        // OneLogin's template (authentik#11249).
        ["urn:scim:schemas:core:2.0"] = Urns.User,
        ["urn:scim:schemas:extension:enterprise:2.0"] = Urns.EnterpriseUser,
        // SCIM 1.1, and drafts of 2.0.
        ["urn:scim:schemas:core:1.0"] = Urns.User,
        ["urn:scim:schemas:core:2.0:User"] = Urns.User,
        ["urn:scim:schemas:core:2.0:Group"] = Urns.Group,
        ["urn:scim:schemas:extension:enterprise:1.0"] = Urns.EnterpriseUser,
        ["urn:scim:schemas:extension:enterprise:2.0:User"] = Urns.EnterpriseUser,
    };

    /// <summary>The URN that is meant, or the same where nothing is known of it.</summary>
    public static string Resolve(string urn) => Known.GetValueOrDefault(urn, urn);

    public static bool IsAlias(string urn) => Known.ContainsKey(urn);
}
