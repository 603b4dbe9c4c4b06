using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Core.People;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>A group's document, in SCIM's words.</summary>
internal static class LdapGroup
{
    public static byte[] Write(string name, string ownId) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["externalId"] = ownId, ["displayName"] = name }, LdapJson.Default.JsonObject);

    public static GroupFacts FactsOf(string name, string ownId) => new() { DisplayName = name, DisplayKey = ScimText.CaseKey(name), ExternalId = ownId };
}
