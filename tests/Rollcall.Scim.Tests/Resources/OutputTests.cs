using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Tests.Resources;

/// <summary>Stored documents, projections, tags, equality.</summary>
public sealed class OutputTests
{
    [Fact]
    public void A_stored_document_ends_in_meta_and_is_read_back()
    {
        var document = Samples.Babs();
        document["groups"] = new JsonArray();
        document["displayName"] = "Ünï \"quoted\" </script> 😀";
        var bytes = StoredDocument.Finish(document, Samples.User, "new-id");
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\",", text, StringComparison.Ordinal);
        Assert.EndsWith(",\"meta\":{\"resourceType\":\"User\"}}", text, StringComparison.Ordinal);
        document.Remove("groups");
        document["id"] = "new-id";
        Assert.True(ScimEquality.Same(document, StoredDocument.Parse(bytes)));
    }

    [Fact]
    public void Output_splices_meta_and_members()
    {
        var output = new ArrayBufferWriter<byte>();
        StoredDocument.Write(output, new StoredParts
        {
            Document = StoredDocument.Finish(Samples.Guides(), Samples.Group, "e9e30dba"),
            Version = 3,
            Created = new DateTimeOffset(2026, 11, 25, 9, 0, 0, 7, TimeSpan.FromHours(1)),
            LastModified = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero),
            Location = "https://h/scim/Groups/e9e30dba",
            Members = [new("a", "User", "A \"x\" é", "https://h/scim/Users/a"), new("b", "Group", null, "https://h/scim/Groups/b")],
        });
        Assert.Equal(
            """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"e9e30dba","displayName":"Tour Guides","meta":{"resourceType":"Group","created":"2026-11-25T08:00:00.007Z","lastModified":"2026-11-25T09:00:00.000Z","version":"W/\"3\"","location":"https://h/scim/Groups/e9e30dba"},"members":[{"value":"a","$ref":"https://h/scim/Users/a","type":"User","display":"A \"x\" é"},{"value":"b","$ref":"https://h/scim/Groups/b","type":"Group"}]}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("userName", null, "id schemas userName")]
    [InlineData("USERNAME, title ,nosuch", null, "id schemas title userName")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName", null, "id schemas userName")]
    [InlineData("nosuch", null, "id schemas")]
    [InlineData("meta", null, "id meta schemas")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", null, "id schemas urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber", null, "id schemas urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")]
    [InlineData("manager", null, "id schemas urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")]
    [InlineData("emails[type eq \"work\"]", null, "emails id schemas")]
    [InlineData("password", null, "id schemas")]
    [InlineData(null, "id,schemas,userName,meta,name,emails,addresses,x509Certificates,active", "externalId id schemas title urn:ietf:params:scim:schemas:extension:enterprise:2.0:User userType")]
    [InlineData(null, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User,emails,addresses,x509Certificates,active,meta", "externalId id name schemas title userName userType")]
    public void Projections(string? attributes, string? excluded, string expected)
    {
        var shown = Projection.Parse(attributes, excluded, Samples.User).Ok().Apply(Samples.Babs());
        Assert.Equal(expected, string.Join(' ', shown.Select(p => p.Key).Order(StringComparer.Ordinal)));
        var names = shown["schemas"]!.AsArray().Select(s => (string)s!);
        Assert.Equal(expected.Contains("enterprise", StringComparison.Ordinal), names.Any(n => n.Contains("enterprise", StringComparison.Ordinal)));
    }

    [Fact]
    public void Projections_reach_sub_attributes()
    {
        var only = Projection.Parse("name.givenName,emails.value", null, Samples.User).Ok().Apply(Samples.Babs());
        Assert.Equal("""{"givenName":"Barbara"}""", only["name"]!.ToJsonString());
        Assert.Equal("""[{"value":"bjensen@example.com"},{"value":"babs@jensen.org"}]""", only["emails"]!.ToJsonString());
        var without = Projection.Parse(null, "name.givenName,emails.value,emails.type,emails.primary", Samples.User).Ok().Apply(Samples.Babs());
        Assert.Equal("""{"familyName":"Jensen"}""", without["name"]!.ToJsonString());
        Assert.False(without.ContainsKey("emails"));
    }

    [Fact]
    public void Projections_say_what_must_be_loaded()
    {
        var whole = Projection.Whole(Samples.Group);
        Assert.True(whole.IsWhole && whole.NeedsMembers && whole.HidesGroups);
        var without = Projection.Parse(null, "members", Samples.Group).Ok();
        Assert.True(without.IsWhole);
        Assert.False(without.NeedsMembers);
        Assert.False(Projection.Parse("id", null, Samples.Group).Ok().NeedsMembers);
        Assert.True(Projection.Parse("members.value", null, Samples.Group).Ok().NeedsMembers);
        Assert.False(Projection.Whole(Samples.User).NeedsMembers);
        Assert.False(Projection.Whole(Samples.User).NeedsGroups || Projection.Whole(Samples.User).HidesGroups);
        Assert.True(Projection.Parse("groups", null, Samples.User).Ok().NeedsGroups);
        Assert.True(Projection.Parse(null, "groups", Samples.User).Ok().HidesGroups);
        Assert.Equal("! invalidValue", Projection.Parse("a", "b", Samples.User).Error!.Shown());
        Assert.True(Projection.Parse(" ", "", Samples.User).Ok().IsWhole);
    }

    [Theory]
    [InlineData("W/\"3\"", 3, true)]
    [InlineData("\"3\"", 3, true)]
    [InlineData("3", 3, true)]
    [InlineData("w/\"3\"", 3, true)]
    [InlineData("W/\"2\", W/\"3\"", 3, true)]
    [InlineData("*", 3, true)]
    [InlineData("W/\"4\"", 3, false)]
    [InlineData("W/\"a330bc54f0671c9\"", 3, false)]
    [InlineData("\"-3\"", -3, false)]
    public void Tags(string header, long version, bool matches) => Assert.Equal(matches, EntityTag.Parse(header)!.Matches(version));

    [Fact]
    public void No_header_is_no_condition()
    {
        Assert.Null(EntityTag.Parse(null));
        Assert.Null(EntityTag.Parse(" "));
        Assert.True(EntityTag.Parse(EntityTag.Print(12))!.Matches(12));
    }

    [Fact]
    public void Sameness_sees_order_of_elements_and_not_of_keys()
    {
        static bool Same(string left, string right) => ScimEquality.Same(Samples.Json(left), Samples.Json(right));
        Assert.True(Same("""{"a":1,"b":{"c":"x","d":true}}""", """{"b":{"d":true,"c":"x"},"a":1.0}"""));
        Assert.True(Same("""{"schemas":["a","b"]}""", """{"schemas":["b","a"]}"""));
        Assert.False(Same("""{"a":[1,2]}""", """{"a":[2,1]}"""));
        Assert.False(Same("""{"a":"x"}""", """{"a":"X"}"""));
        Assert.False(Same("""{"a":"1"}""", """{"a":1}"""));
        Assert.False(Same("""{"a":null}""", """{"b":null}"""));
        Assert.False(Same("""{"a":1}""", """{"a":1,"b":2}"""));
    }
}
