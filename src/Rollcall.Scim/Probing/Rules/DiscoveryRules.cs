using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>The discovery documents: their form, and their manners as endpoints.</summary>
internal static class DiscoveryRules
{
    private static readonly string[] Features = ["patch", "bulk", "filter", "changePassword", "sort", "etag"];

    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-001", "/ServiceProviderConfig says of every feature whether it is supported", "7643 5", [131], async server =>
        {
            var config = (await server.GetAsync("ServiceProviderConfig")).Has(200);
            Expect(config.Texts("schemas").Contains(Urns.ServiceProviderConfig), "schemas does not name the URN of ServiceProviderConfig.");
            foreach (var feature in Features)
            {
                Expect(config.FlagAt(feature + "/supported") is not null, $"{feature}.supported is no boolean.");
            }
        }),
        Must("P-002", "/ServiceProviderConfig names the limits of bulk and filter as numbers", "7643 5", [131], async server =>
        {
            var config = (await server.GetAsync("ServiceProviderConfig")).Has(200);
            foreach (var limit in (string[])["bulk/maxOperations", "bulk/maxPayloadSize", "filter/maxResults"])
            {
                Expect(config.NumberAt(limit) is >= 0, $"{limit} is no number.");
            }
        }),
        Must("P-003", "/ServiceProviderConfig describes each authentication scheme", "7643 5", [131], async server =>
        {
            var config = (await server.GetAsync("ServiceProviderConfig")).Has(200);
            Expect(config.At("authenticationSchemes") is JsonArray { Count: > 0 }, "authenticationSchemes is no array with a scheme in it.");
            foreach (var scheme in config.Items("authenticationSchemes"))
            {
                Expect(Texts(scheme, "type", "name", "description"), "An authentication scheme lacks type, name or description.");
            }
        }),
        Should("P-004", "/ServiceProviderConfig has meta.location and no id", "7643 5", [131], async server =>
        {
            var config = (await server.GetAsync("ServiceProviderConfig")).Has(200).Lacks("id").Shows("ServiceProviderConfig", "meta/resourceType");
            Expect(Uri.TryCreate(config.TextAt("meta/location"), UriKind.Absolute, out _), "meta.location is no absolute URL.");
        }),
        Must("P-005", "/ResourceTypes is a list of types with name, endpoint and schema", "7644 4", [130], async server =>
        {
            var types = IsList((await server.GetAsync("ResourceTypes")).Has(200));
            Expect(types.Resources.Count > 0 && types.Resources.All(type => Texts(type, "name", "endpoint", "schema")), "A type lacks name, endpoint or schema.");
        }),
        Must("P-006", "/ResourceTypes/{name} is the item of the list", "7644 4", [130], async server =>
        {
            var types = (await server.GetAsync("ResourceTypes")).Has(200);
            foreach (var type in types.Resources)
            {
                var one = (await server.GetAsync("ResourceTypes/" + Escaped(type, "id", "name"))).Has(200);
                Expect(Same(one.Json, type, "schema") && Same(one.Json, type, "endpoint"), "The single resource type differs from that of the list.");
            }
        }),
        Must("P-007", "/Schemas is a list that holds the schemas of all resource types and their extensions", "7644 4", [130, 132], async server =>
        {
            var known = IsList((await server.GetAsync("Schemas")).Has(200)).Texts("Resources", "id");
            var types = (await server.GetAsync("ResourceTypes")).Has(200).Resources;
            foreach (var urn in types.SelectMany(Urn))
            {
                Expect(known.Contains(urn, StringComparer.OrdinalIgnoreCase), $"/Schemas does not hold {urn}.");
            }
        }),
        Must("P-008", "/Schemas/{urn} is the item of the list", "7644 4", [130], async server =>
        {
            var one = (await server.GetAsync("Schemas/" + Urns.User)).Has(200).Shows(Urns.User, "id");
            Expect(one.Items("attributes").Count > 0, "The User schema has no attributes.");
        }),
        Must("P-009", "/Schemas/{urn} is found in any case and with percent-encoded colons", "7644 3.10", [130], async server =>
        {
            (await server.GetAsync("Schemas/" + Urns.User.ToLowerInvariant())).Has(200);
            (await server.GetAsync("Schemas/" + Uri.EscapeDataString(Urns.User))).Has(200);
        }),
        Should("P-010", "A filter on discovery is refused with 403", "7644 4", [130], async server =>
        {
            (await server.GetAsync("Schemas", "filter=" + Uri.EscapeDataString("id pr"))).Refuses(403);
            (await server.GetAsync("ResourceTypes", "filter=" + Uri.EscapeDataString("name eq \"User\""))).Refuses(403);
        }),
        Must("P-011", "Discovery ignores paging and sorting parameters", "7644 4", [130], async server =>
        {
            var whole = (await server.GetAsync("Schemas")).Has(200);
            var paged = (await server.GetAsync("Schemas", "startIndex=2&count=1&sortBy=id&sortOrder=descending")).Has(200);
            Expect(paged.Total == whole.Total && paged.Resources.Count == whole.Resources.Count, "The parameters changed the list.");
        }),
        Must("P-012", "Attributes in /Schemas carry all characteristics, in the words of the RFC", "7643 7", [132], async server =>
        {
            foreach (var attribute in await AttributesAsync(server))
            {
                Expect(IsComplete(attribute), $"The attribute {Answer.At(attribute, "name")} lacks a characteristic, or has one outside the RFC's words.");
            }
        }),
        Must("P-013", "/Schemas has no nulls, and complex attributes have sub-attributes, references their types", "7643 7", [132], async server =>
        {
            foreach (var attribute in await AttributesAsync(server))
            {
                var type = Answer.At(attribute, "type")?.ToString();
                Expect(attribute.All(member => member.Value is not null), $"The attribute {Answer.At(attribute, "name")} has a null.");
                Expect(type != "complex" || Children(attribute).Any(), $"The complex attribute {Answer.At(attribute, "name")} has no subAttributes.");
                Expect(type != "reference" || Answer.At(attribute, "referenceTypes") is JsonArray, $"The reference {Answer.At(attribute, "name")} has no referenceTypes.");
            }
        }),
        Must("P-014", "The User schema declares userName as required, unique and case-insensitive", "7643 4.1.1", [23], async server =>
        {
            var name = (await server.GetAsync("Schemas/" + Urns.User)).Has(200).Element("attributes", "name", "userName");
            Expect(Is(name, "required", true) && Is(name, "caseExact", false), "userName must be required and not caseExact.");
            Expect(Answer.At(name, "uniqueness")?.ToString() is "server" or "global", "userName must be unique.");
        }),
        Must("P-015", "Every advertised endpoint answers a list", "7643 6", [130, 131], async server =>
        {
            foreach (var type in (await server.GetAsync("ResourceTypes")).Has(200).Resources)
            {
                var endpoint = Answer.At(type, "endpoint")?.ToString() ?? "";
                Expect(endpoint.StartsWith('/'), $"The endpoint '{endpoint}' does not begin with a slash.");
                IsList((await server.GetAsync(endpoint, "startIndex=1&count=1")).Has(200));
            }
        }),
        Must("P-016", "An unknown schema or resource type is 404 with a SCIM error body", "7644 3.12", [5, 130], async server =>
        {
            (await server.GetAsync("Schemas/urn:example:params:scim:none")).Refuses(404);
            (await server.GetAsync("ResourceTypes/None")).Refuses(404);
        }),
        Practice("P-017", "Discovery is read-only: POST and DELETE are refused with a SCIM error body", "RFC 7644 section 4 names GET alone", [5, 130], async server =>
        {
            (await server.PostAsync("Schemas", "{}")).Refuses(405, 501, 404, 403, 400);
            (await server.DeleteAsync("ResourceTypes/User")).Refuses(405, 501, 404, 403, 400);
        }),
    ];

    private static Answer IsList(Answer answer)
    {
        Expect(answer.Texts("schemas").Contains(Urns.ListResponse), "schemas does not name the URN of ListResponse.");
        Expect(answer.At("Resources") is JsonArray || answer.Total == 0, "There is no Resources array.");
        return answer;
    }

    private static async Task<IEnumerable<JsonObject>> AttributesAsync(Conversation server)
    {
        var schemas = (await server.GetAsync("Schemas")).Has(200).Resources;
        var attributes = schemas.SelectMany(schema => Children(schema, "attributes")).ToList();
        Expect(attributes.Count > 0, "/Schemas declares no attribute.");
        return attributes.Concat(attributes.SelectMany(attribute => Children(attribute)));
    }

    private static IEnumerable<JsonObject> Children(JsonObject parent, string name = "subAttributes") =>
        Answer.At(parent, name) is JsonArray children ? children.OfType<JsonObject>() : [];

    private static bool IsComplete(JsonObject attribute) =>
        Texts(attribute, "name", "description")
        && Answer.At(attribute, "type")?.ToString() is "string" or "boolean" or "decimal" or "integer" or "dateTime" or "reference" or "binary" or "complex"
        && IsFlag(attribute, "multiValued") && IsFlag(attribute, "required")
        && Answer.At(attribute, "mutability")?.ToString() is "readOnly" or "readWrite" or "immutable" or "writeOnly"
        && Answer.At(attribute, "returned")?.ToString() is "always" or "never" or "default" or "request"
        && Answer.At(attribute, "uniqueness")?.ToString() is null or "none" or "server" or "global";

    private static IEnumerable<string> Urn(JsonObject type) =>
        Children(type, "schemaExtensions").Select(extension => Answer.At(extension, "schema")).Append(Answer.At(type, "schema")).OfType<JsonValue>().Select(urn => urn.ToString());

    private static bool Texts(JsonObject item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Answer.At(item, name) is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFlag(JsonObject item, string name) => Answer.At(item, name)?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static bool Is(JsonObject item, string name, bool flag) => IsFlag(item, name) && Answer.At(item, name)!.GetValue<bool>() == flag;

    private static bool Same(JsonObject one, JsonObject other, string name) => JsonNode.DeepEquals(Answer.At(one, name), Answer.At(other, name));

    private static string Escaped(JsonObject item, string name, string otherwise) =>
        Uri.EscapeDataString((Answer.At(item, name) ?? Answer.At(item, otherwise))?.ToString() ?? "");
}
