using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Tests.Resources;

public sealed class ResourceReaderTests
{
    public static TheoryData<string, string> Bodies => Tables.Read("bodies.cases");

    [Theory, MemberData(nameof(Bodies))]
    public void Bodies_of_a_user(string text, string expected)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var shown = Samples.Read(text[(colon + 1)..].Trim(), Samples.User, ScimProfile.ByName(text[..colon])!).Match(Shown, e => e.Shown());
        Assert.True(
            expected == shown || (expected[0] == '{' && shown[0] == '{' && JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(shown))),
            $"expected {expected}\n     got {shown}");
    }

    [Theory]
    [InlineData("""{"userName":"b"}""", true, false)]
    [InlineData("""{"userName":"b","active":null}""", true, false)]
    [InlineData("""{"userName":"b","active":"False"}""", false, true)]
    [InlineData("""{"userName":"b","Active":true}""", true, true)]
    public void Active_is_true_unless_it_is_said_otherwise(string body, bool active, bool given)
    {
        var read = Samples.Read(body, Samples.User, ScimProfile.Entra).Ok();
        Assert.Equal(active, (bool)read.Document["active"]!);
        Assert.Equal(given, read.ActiveGiven);
    }

    [Fact]
    public void Schemas_are_what_the_resource_holds()
    {
        var read = Samples.Read("""{"schemas":["urn:x"],"userName":"b","department":"R"}""", Samples.User, ScimProfile.Entra).Ok();
        Assert.Equal($"""["{Urns.User}","{Urns.EnterpriseUser}"]""", read.Document["schemas"]!.ToJsonString());
    }

    [Fact]
    public void Members_of_a_group_are_read_apart()
    {
        var read = Samples.Read("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"G","members":[{"value":"a"},{"value":"a"},{"VALUE":"b"}]}""", Samples.Group, ScimProfile.Strict).Ok();
        Assert.Equal(["a", "b"], read.MemberIds);
        Assert.False(read.Document.ContainsKey("members"));
        Assert.False(read.Document.ContainsKey("active"));
        Assert.Null(Samples.Read("""{"displayName":"G"}""", Samples.Group, ScimProfile.Entra).Ok().MemberIds);
        Assert.Equal([], Samples.Read("""{"displayName":"G","members":null}""", Samples.Group, ScimProfile.Entra).Ok().MemberIds);
        Assert.Equal("! invalidValue", Samples.Read("""{"members":[]}""", Samples.Group, ScimProfile.Entra).Error!.Shown());
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused_and_a_mark_before_them_is_not()
    {
        byte[] broken = [.. "{\"userName\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal("! invalidSyntax", ResourceReader.Read(broken, Samples.User, ScimSchemas.Standard, ScimProfile.Entra, new()).Error!.Shown());
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "{\"userName\":\"b\"}"u8];
        Assert.Null(ResourceReader.Read(marked, Samples.User, ScimSchemas.Standard, ScimProfile.Entra, new()).Error);
    }

    [Fact]
    public void Errors_name_the_attribute_and_never_the_value()
    {
        var detail = Samples.Read("""{"userName":"b","emails":[{"value":"x","primary":"hunter2"}]}""", Samples.User, ScimProfile.Entra).Error!.Detail;
        Assert.Contains("emails.primary", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_end_is_refused() => Assert.Equal(
        "! invalidValue",
        Samples.Read("{\"userName\":\"b\",\"emails\":[" + string.Join(',', Enumerable.Range(0, 1001).Select(i => $"{{\"value\":\"{i}\"}}")) + "]}", Samples.User, ScimProfile.Entra).Error!.Shown());

    [Fact]
    [Trait("incident", "doyensec-scim-hunting")]
    public void Different_spellings_give_the_same_state() => Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool).Sample(
        (upper, text, bare, dotted, nulls) =>
        {
            var plain = Samples.Read(
                """{"userName":"b","active":false,"name":{"givenName":"G"},"emails":[{"value":"x","primary":true}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R","manager":{"value":"7"}}}""",
                Samples.User, ScimProfile.Generic).Ok();
            var body = new JsonObject
            {
                [upper ? "USERNAME" : "userName"] = "b",
                ["active"] = text ? "False" : false,
                [dotted ? "name.givenName" : "name"] = dotted ? "G" : new JsonObject { ["givenName"] = "G" },
                ["emails"] = new JsonArray(new JsonObject { ["value"] = "x", [upper ? "Primary" : "primary"] = text ? "true" : true }),
            };
            JsonNode manager = bare ? "7" : new JsonArray(new JsonObject { ["value"] = "7" });
            if (dotted)
            {
                body[Urns.EnterpriseUser + ":department"] = "R";
                body["manager"] = manager;
            }
            else
            {
                body[Urns.EnterpriseUser] = new JsonObject { ["department"] = "R", ["manager"] = manager };
            }

            if (nulls)
            {
                body["title"] = null;
                body["roles"] = new JsonArray();
            }

            Assert.True(ScimEquality.Same(plain.Document, Samples.Read(body.ToJsonString(), Samples.User, ScimProfile.Generic).Ok().Document), body.ToJsonString());
        },
        iter: 200);

    [Fact]
    public void The_full_user_of_RFC_7643_section_8_3_is_read_without_loss_and_without_forgiveness()
    {
        var text = Tables.Data("rfc7643-enterprise-user.json");
        foreach (var profile in ScimProfile.All)
        {
            var tolerances = new Tolerances();
            var read = Samples.Read(text, Samples.User, profile, tolerances).Ok().Document;
            var expected = Samples.Json(text);
            foreach (var ours in (string[])["id", "meta", "groups", "password"])
            {
                expected.Remove(ours);
            }

            expected[Urns.EnterpriseUser]!["manager"]!.AsObject().Remove("displayName");
            Assert.True(ScimEquality.Same(expected, read), read.ToJsonString());
            Assert.Empty(tolerances.Entries);
        }
    }

    [Fact]
    public void PUT_of_an_echo_changes_nothing()
    {
        var current = Samples.Babs();
        var echo = (JsonObject)current.DeepClone();
        echo["groups"] = new JsonArray(new JsonObject { ["value"] = "g", ["display"] = "G" });
        echo["meta"]!["version"] = "W/\"3\"";
        echo["middleName"] = "";
        foreach (var profile in ScimProfile.All.Where(p => p.Name != "strict"))
        {
            var plan = PutPlan.From(Samples.Read(echo.ToJsonString(), Samples.User, profile).Ok(), Samples.User, profile);
            Assert.True(ScimEquality.Same(current, plan.Document!(current).Ok()), profile.Name);
            Assert.Empty(plan.Members);
        }
    }

    [Fact]
    public void PUT_clears_what_it_leaves_out_but_keeps_active()
    {
        var current = Samples.Babs();
        current["active"] = false;
        var read = Samples.Read("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"zzz","userName":"n"}""", Samples.User, ScimProfile.Entra).Ok();
        var next = PutPlan.From(read, Samples.User, ScimProfile.Entra).Document!(current).Ok();
        Assert.Equal($$$"""{"userName":"n","active":false,"schemas":["{{{Urns.User}}}"],"id":"2819c223","meta":{"resourceType":"User"}}""", next.ToJsonString());
        Assert.True((bool)PutPlan.From(read, Samples.User, ScimProfile.Strict).Document!(current).Ok()["active"]!);
    }

    [Fact]
    [Trait("incident", "langwatch#7131")]
    public void PUT_of_a_group_without_members_keeps_them_unless_the_RFC_is_meant()
    {
        var silent = Samples.Read("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"G"}""", Samples.Group, ScimProfile.Strict).Ok();
        Assert.Empty(PutPlan.From(silent, Samples.Group, ScimProfile.Okta).Members);
        Assert.Equal([], Assert.IsType<MemberChange.Replace>(Assert.Single(PutPlan.From(silent, Samples.Group, ScimProfile.Strict).Members)).Ids);
    }

    private static string Shown(ReadResource read)
    {
        var document = (JsonObject)read.Document.DeepClone();
        document.Remove("schemas");
        document.Remove("active");
        return document.ToJsonString();
    }
}
