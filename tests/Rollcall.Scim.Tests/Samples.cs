using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Tests;

/// <summary>Resources and short ways that many tests share.</summary>
internal static class Samples
{
    public static ResourceType User => StandardTypes.User;

    public static ResourceType Group => StandardTypes.Group;

    /// <summary>A user in canonical form, as a store gives it.</summary>
    public static JsonObject Babs() => Json("""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
         "id":"2819c223","externalId":"bjensen","userName":"bjensen@example.com",
         "name":{"givenName":"Barbara","familyName":"Jensen"},"title":"Tour Guide","userType":"Employee","active":true,
         "emails":[{"value":"bjensen@example.com","type":"work","primary":true},{"value":"babs@jensen.org","type":"home"}],
         "addresses":[{"streetAddress":"100 Plaza","locality":"Hollywood","type":"work","primary":true},{"locality":"Pasadena","type":"home"}],
         "x509Certificates":[{"value":"MIIDQzCC"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"701984","manager":{"value":"26118915","$ref":"../Users/26118915"}},
         "meta":{"resourceType":"User"}}
        """);

    public static JsonObject Guides() =>
        Json("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"e9e30dba","displayName":"Tour Guides","meta":{"resourceType":"Group"}}""");

    public static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Body(string operations) =>
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":" + operations + "}";

    public static ScimResult<ReadResource> Read(string json, ResourceType type, ScimProfile profile, Tolerances? tolerances = null) =>
        ResourceReader.Read(Bytes(json), type, ScimSchemas.Standard, profile, tolerances ?? new Tolerances());

    public static ScimResult<PatchPlan> Patch(string body, ResourceType type, ScimProfile profile, Tolerances? tolerances = null) =>
        PatchText.Read(Bytes(body), type, ScimSchemas.Standard, profile, tolerances ?? new Tolerances());

    public static T Ok<T>(this ScimResult<T> result) => result.Match(v => v, e => throw new InvalidOperationException(e.Detail));

    /// <summary>A refusal as tables write it: <c>! invalidValue</c>.</summary>
    public static string Shown(this ScimError error)
    {
        Assert.EndsWith(".", error.Detail, StringComparison.Ordinal);
        return "! " + (error.Type is { } type ? Rollcall.Scim.Messages.ErrorBody.Keyword(type) : error.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
