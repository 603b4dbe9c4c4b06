using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Tests.Schemas;

/// <summary>Schemas and resource types as data.</summary>
public sealed class SchemaDocumentsTests
{
    public static TheoryData<string, string> Documents => Tables.Read("documents.cases");

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_becomes_part_of_the_catalog_or_its_faults_are_named(string json, string expected) =>
        Assert.Equal(expected, ScimSchemas.Read(Encoding.UTF8.GetBytes(json)).Match(Shown, error => "! " + error.Detail));

    /// <summary>What <c>/Schemas</c> answers can be loaded elsewhere, and means the same there.</summary>
    [Fact]
    public void A_schema_that_discovery_wrote_reads_as_the_same()
    {
        foreach (var schema in ScimSchemas.Standard.Schemas)
        {
            var written = DiscoveryDocuments.Schema(schema, "https://h/scim").ToJsonString();
            var read = SchemaDocuments.Read(Encoding.UTF8.GetBytes(written));
            Assert.True(read.TryGet(out var documents, out var error), error?.Detail);
            Assert.Equal(written, DiscoveryDocuments.Schema(Assert.Single(documents.Schemas), "https://h/scim").ToJsonString());
        }
    }

    [Fact]
    public void A_catalog_that_discovery_wrote_joins_to_the_same()
    {
        var written = new JsonArray(
            [.. ScimSchemas.Standard.Schemas.Select(s => DiscoveryDocuments.Schema(s, "https://h")), .. ScimSchemas.Standard.Types.Select(t => DiscoveryDocuments.ResourceType(t, "https://h"))]);
        var joined = SchemaDocuments.Read(Encoding.UTF8.GetBytes(written.ToJsonString())).Then(new ScimSchemas([]).With);
        Assert.True(joined.TryGet(out var catalog, out var error), error?.Detail);
        Assert.Equal(ScimSchemas.Standard.Types.Select(Typed), catalog.Types.Select(Typed));

        static string Typed(ResourceType type) => DiscoveryDocuments.ResourceType(type, "https://h").ToJsonString() + DiscoveryDocuments.Schema(type.Schema, "https://h").ToJsonString();
    }

    [Fact]
    public void A_schema_may_come_first_and_its_type_later()
    {
        var schemas = ScimSchemas.Read("""{"id":"urn:x:a","attributes":[{"name":"n"}]}"""u8.ToArray());
        var both = schemas.Then(s => SchemaDocuments.Read("""{"name":"Device","endpoint":"/Devices","schema":"urn:x:a"}"""u8.ToArray()).Then(s.With));
        Assert.Equal("User(1) Group(0) Device(0) | urn:x:a: n string", both.Match(Shown, error => "! " + error.Detail));
    }

    private static string Shown(ScimSchemas catalog)
    {
        var types = string.Join(' ', catalog.Types.Select(t => $"{t.Name}({t.Extensions.Count}{(t.Extensions.Any(e => e.Required) ? "!" : "")})"));
        var added = catalog.Schemas.Where(s => ScimSchemas.Standard.FindSchema(s.Id) is null).Select(s => $"{s.Id}: {string.Join(", ", s.Attributes.Select(Shown))}");
        return string.Join(" | ", [types, .. added]);
    }

    private static string Shown(AttributeDefinition attribute)
    {
        var words = new[]
        {
            attribute.Name,
            WireWords.Of(attribute.Type) + (attribute.MultiValued ? "[]" : "") + (attribute.SubAttributes.Count > 0 ? "(" + string.Join(", ", attribute.SubAttributes.Select(Shown)) + ")" : ""),
            attribute.CaseExact ? "exact" : "",
            attribute.Mutability == Mutability.ReadWrite ? "" : WireWords.Of(attribute.Mutability),
            attribute.Returned == Returned.Default ? "" : WireWords.Of(attribute.Returned),
        };
        return string.Join(' ', words.Where(w => w.Length > 0));
    }
}
