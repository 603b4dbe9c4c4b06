using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Tests.Messages;

public sealed class MessageTests
{
    [Fact]
    public void An_error_carries_its_status_as_text_and_its_code_in_front()
    {
        var output = new ArrayBufferWriter<byte>();
        ErrorBody.Write(output, new ScimError(400, ScimErrorType.InvalidFilter, "A \"filter\" <x>\r\nSet-Cookie: y.") { Code = "RC103" });
        Assert.Equal(
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidFilter","detail":"RC103: A \"filter\" <x>\r\nSet-Cookie: y."}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Errors_are_read_back()
    {
        foreach (var type in Enum.GetValues<ScimErrorType>())
        {
            var output = new ArrayBufferWriter<byte>();
            var error = new ScimError(400, type, "x.");
            ErrorBody.Write(output, error);
            Assert.Equal(error, ErrorBody.Read(output.WrittenMemory));
        }

        Assert.Equal(new ScimError(404, null, "y"), ErrorBody.Read(Samples.Bytes("""{"status":404,"detail":"y"}""")));
        Assert.Null(ErrorBody.Read(Samples.Bytes("<html>")));
        Assert.Null(ErrorBody.Read(Samples.Bytes("{}")));
        Assert.Null(ErrorBody.Read(Samples.Bytes("""{"status":"400","scimType":"1"}"""))!.Type);
    }

    [Fact]
    public void A_list_shows_its_resources_even_if_there_are_none()
    {
        Assert.Equal(
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}""", List(0));
        Assert.Equal(
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":7,"startIndex":1,"itemsPerPage":2,"Resources":[{},{}]}""",
            List(7, "{}", "{}"));
    }

    [Fact]
    public void A_search_is_read()
    {
        var search = SearchRequest.Read(
            Samples.Bytes("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["displayName"],"Filter":"a pr","startIndex":1,"count":99999999999}"""),
            ScimProfile.Strict, new Tolerances()).Ok();
        Assert.Equal(("a pr", 1, int.MaxValue, "displayName"), (search.Filter, search.StartIndex, search.Count, search.Attributes!.Single()));
    }

    [Theory]
    [InlineData("""{"schemas":["urn:x"]}""", "! invalidSyntax")]
    [InlineData("""{"schemas":[]}""", "! invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":"a,b"}""", "! invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":"5"}""", "! invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":1.5}""", "! invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":7}""", "! invalidValue")]
    public void A_wrong_search_is_refused(string body, string expected) =>
        Assert.Equal(expected, SearchRequest.Read(Samples.Bytes(body), ScimProfile.Strict, new Tolerances()).Error!.Shown());

    [Fact]
    public void Schemas_are_published_complete_and_without_nulls()
    {
        foreach (var schema in ScimSchemas.Standard.Schemas.Concat([DiscoverySchemas.ServiceProviderConfig, DiscoverySchemas.ResourceType, DiscoverySchemas.Schema]))
        {
            var document = DiscoveryDocuments.Schema(schema, "https://h/scim");
            Assert.Equal(schema.Id, (string?)document["id"]);
            Assert.DoesNotContain("null", document.ToJsonString(), StringComparison.Ordinal);
            foreach (var attribute in document["attributes"]!.AsArray())
            {
                Assert.Equal((string?)attribute!["type"] == "complex", attribute["subAttributes"] is JsonArray { Count: > 0 });
                Assert.Equal((string?)attribute["type"] == "reference", attribute["referenceTypes"] is JsonArray { Count: > 0 });
            }
        }
    }

    [Fact]
    public void The_standard_schemas_have_every_attribute_of_the_RFC()
    {
        Assert.Equal(
            "userName name displayName nickName profileUrl title userType preferredLanguage locale timezone active password emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates",
            string.Join(' ', StandardSchemas.User.Attributes.Select(a => a.Name)));
        Assert.Equal("employeeNumber costCenter organization division department manager", string.Join(' ', StandardSchemas.EnterpriseUser.Attributes.Select(a => a.Name)));
        Assert.Equal("value $ref type display", string.Join(' ', StandardSchemas.Group.Find("members")!.SubAttributes.Select(a => a.Name)));
        Assert.Equal(Returned.Never, StandardSchemas.User.Find("PASSWORD")!.Returned);
    }

    [Fact]
    public void The_configuration_tells_what_is_served()
    {
        var config = DiscoveryDocuments.ServiceProviderConfig(new ProviderFeatures { FilterMaxResults = 500 }, "https://h/scim");
        Assert.False(config.ContainsKey("id"));
        Assert.Equal("""{"supported":true,"maxResults":500}""", config["filter"]!.ToJsonString());
        Assert.Equal("""{"supported":false,"maxOperations":0,"maxPayloadSize":0}""", config["bulk"]!.ToJsonString());
        Assert.Equal("https://h/scim/ServiceProviderConfig", (string?)config["meta"]!["location"]);
        var types = DiscoveryDocuments.List(ScimSchemas.Standard.Types.Select(t => DiscoveryDocuments.ResourceType(t, "https://h/scim")));
        Assert.Equal(2, (int)types["totalResults"]!);
        Assert.Equal(Urns.EnterpriseUser, (string?)types["Resources"]![0]!["schemaExtensions"]![0]!["schema"]);
    }

    private static string List(long total, params string[] items)
    {
        var output = new ArrayBufferWriter<byte>();
        ListResponse.Write(output, total, 1, items, (to, item) => to.Write(Encoding.UTF8.GetBytes(item)));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
