using System.Text.Json.Nodes;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Tests.Patching;

public sealed class PatchTests
{
    public static TheoryData<string, string> Users => Tables.Read("patches.cases");

    public static TheoryData<string, string> Groups => Tables.Read("members.cases");

    [Theory, MemberData(nameof(Users))]
    public void Patches_of_a_user(string text, string expected)
    {
        var current = Samples.Babs();
        var shown = Plan(text, current["meta"]!["resourceType"]!.GetValue<string>()).Then(p => p.Document?.Invoke(current) ?? current)
            .Match(next => Difference(current, next), e => e.Shown());
        Assert.True(
            expected == shown || (expected[0] == '{' && shown[0] == '{' && JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(shown))),
            $"expected {expected}\n     got {shown}");
        Assert.True(JsonNode.DeepEquals(Samples.Babs(), current), "the current document was touched");
    }

    [Theory, MemberData(nameof(Groups))]
    [Trait("incident", "FusionAuth#2834")]
    [Trait("incident", "langwatch#7131")]
    public void Patches_of_a_group(string text, string expected) => Assert.Equal(expected, Plan(text, "Group").Match(Shown, e => e.Shown()));

    [Fact]
    public void Members_alone_never_need_the_group() => Assert.Null(
        Samples.Patch(Samples.Body("""[{"op":"add","path":"members","value":[{"value":"a"}]}]"""), Samples.Group, ScimProfile.Strict).Ok().Document);

    [Fact]
    public void A_plan_can_run_again_and_gives_the_same()
    {
        var plan = Samples.Patch(Samples.Body("""[{"op":"Add","path":"emails[type eq \"other\"].value","value":"x"}]"""), Samples.User, ScimProfile.Entra).Ok();
        Assert.True(ScimEquality.Same(plan.Document!(Samples.Babs()).Ok(), plan.Document!(Samples.Babs()).Ok()));
    }

    [Fact]
    public void Every_documented_request_of_Entra_ID_is_understood()
    {
        foreach (var request in JsonNode.Parse(Tables.Data("entra-docs-patch-pairs.json"))!.AsArray())
        {
            var type = ((string)request!["case"]!).Contains("group", StringComparison.Ordinal) ? Samples.Group : Samples.User;
            var tolerances = new Tolerances();
            var plan = Samples.Patch(request["body"]!.ToJsonString(), type, ScimProfile.Entra, tolerances).Ok();
            Assert.True(plan.Document is not null || plan.Members.Count > 0);
            plan.Document?.Invoke(Samples.Babs()).Ok();
            Assert.DoesNotContain(tolerances.Entries, t => t.Code == "unknown-attribute");
        }
    }

    [Fact]
    [Trait("incident", "doyensec-scim-hunting")]
    public void Both_styles_of_Entra_ID_give_the_same_state()
    {
        foreach (var pair in JsonNode.Parse(Tables.Data("entra-docs-patch-pairs.json"))!.AsArray().GroupBy(r => (string)r!["case"]!).Where(g => g.Key != "replace multiple"))
        {
            var plans = pair.Select(r => Samples.Patch(
                r!["body"]!.ToJsonString(), pair.Key.Contains("group", StringComparison.Ordinal) ? Samples.Group : Samples.User, ScimProfile.Entra).Ok()).ToList();
            Assert.Equal(Outcome(plans[0]), Outcome(plans[1]));
        }
    }

    [Fact]
    public void Every_documented_request_of_Okta_is_understood()
    {
        foreach (var request in JsonNode.Parse(Tables.Data("okta-docs-requests.json"))!.AsArray().Where(r => r!["body"] is not null))
        {
            var type = ((string)request!["path"]!).Contains("/Groups", StringComparison.Ordinal) ? Samples.Group : Samples.User;
            var body = (string)request["body"]!;
            if ((string)request["method"]! == "PATCH")
            {
                var plan = Samples.Patch(body, type, ScimProfile.Okta).Ok();
                Assert.True(plan.Document is not null || plan.Members.Count > 0);
            }
            else
            {
                Assert.DoesNotContain("1mz050nq", Samples.Read(body, type, ScimProfile.Okta).Ok().Document.ToJsonString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void What_was_forgiven_is_counted()
    {
        var tolerances = new Tolerances();
        var plan = Samples.Patch(
            """{"Operations":[{"op":"Replace","path":"active","value":"False"},{"op":"Replace","path":"active","value":"True"},{"op":"Remove","path":"emails","value":[{"value":"x"}]},{"op":"Add","path":"nosuch","value":1},{"op":"Add","path":"ims[type eq \"x\"].value","value":"1"}]}""",
            Samples.User, ScimProfile.Entra, tolerances).Ok();
        plan.Document!(Samples.Babs()).Ok();
        Assert.Equal(
            ["missing-schema 1", "op-case 2", "op-case 1", "op-case 2", "string-boolean 2", "value-array-remove 1", "unknown-attribute 1", "created-target 1"],
            tolerances.Entries.Select(t => $"{t.Code} {t.Count}"));
    }

    [Theory]
    [InlineData("""{"Operations":[{"op":"add","path":"title","value":"x"}]}""")]
    [InlineData("""{"schemas":["urn:x"],"Operations":[{"op":"add","path":"title","value":"x"}]}""")]
    public void The_strict_profile_wants_the_schema(string body)
    {
        Assert.Equal("! invalidSyntax", Samples.Patch(body, Samples.User, ScimProfile.Strict).Error!.Shown());
        Assert.Null(Samples.Patch(body, Samples.User, ScimProfile.Generic).Error);
    }

    [Theory]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}""")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{}}""")]
    [InlineData("""[]""")]
    [InlineData("""{"Operations":[""")]
    [InlineData("""{"Operations":[],"operations":[]}""")]
    public void Broken_envelopes(string body) => Assert.Equal("! invalidSyntax", Samples.Patch(body, Samples.User, ScimProfile.Entra).Error!.Shown());

    private static Rollcall.Scim.Errors.ScimResult<PatchPlan> Plan(string text, string type)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return Samples.Patch(Samples.Body(text[(colon + 1)..]), type == "Group" ? Samples.Group : Samples.User, ScimProfile.ByName(text[..colon])!);
    }

    private static string Outcome(PatchPlan plan) =>
        Shown(plan) + (plan.Document is null ? "" : Difference(Samples.Babs(), plan.Document(Samples.Babs()).Ok()));

    private static string Difference(JsonObject before, JsonObject after)
    {
        var difference = new JsonObject();
        foreach (var name in before.Concat(after).Select(p => p.Key).Distinct())
        {
            if (!JsonNode.DeepEquals(before[name], after[name]))
            {
                difference[name] = after[name]?.DeepClone();
            }
        }

        return difference.ToJsonString();
    }

    private static string Shown(PatchPlan plan) => string.Join(", ", plan.Members.Select(Shown).Prepend(plan.Document is null ? "" : "document").Where(s => s.Length > 0));

    private static string Shown(MemberChange change) => change switch
    {
        MemberChange.Add add => "add " + string.Join(' ', add.Ids),
        MemberChange.Remove remove => "remove " + string.Join(' ', remove.Ids),
        MemberChange.Replace replace => ("replace " + string.Join(' ', replace.Ids)).TrimEnd(),
        _ => "?",
    };
}
