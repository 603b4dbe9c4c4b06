using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.Tests.Serving;

/// <summary>What the provider asks of a store: never more than the answer shows.</summary>
public sealed class ScimProviderTests
{
    private readonly RecordingStore _store = new();

    [Theory]
    [InlineData("User", null, null, "Groups")]
    [InlineData("User", null, "groups", "None")]
    [InlineData("User", "groups", null, "Groups")]
    [InlineData("User", "groups.display", null, "Groups")]
    [InlineData("User", "userName", null, "None")]
    [InlineData("Group", null, null, "Members")]
    [InlineData("Group", null, "members", "None")]
    [InlineData("Group", null, "MEMBERS", "None")]
    [InlineData("Group", null, "members,externalId", "None")]
    [InlineData("Group", null, "displayName", "Members")]
    [InlineData("Group", "id", null, "None")]
    [InlineData("Group", "members", null, "Members")]
    public async Task Read_loads_only_what_is_shown(string type, string? attributes, string? excluded, string relations)
    {
        var request = Request(ScimOperation.Get, type) with { Id = "1", Attributes = attributes, ExcludedAttributes = excluded };
        var answer = await AnswerAsync(request, ScimProfile.Generic);
        Assert.Equal([$"find {type} 1 {relations}"], _store.Asked);
        Assert.Equal("W/\"3\"", answer.ETag);
        var body = Body(answer);
        Assert.Equal("1", (string)body["id"]!);
        Assert.Equal(relations == "Members", body.ContainsKey("members"));
        Assert.Equal(relations == "Groups", body.ContainsKey("groups"));
    }

    [Fact]
    public async Task Members_and_groups_say_where_they_are()
    {
        var group = Body(await AnswerAsync(Request(ScimOperation.Get, "Group") with { Id = "1" }, ScimProfile.Generic));
        Assert.Equal("https://h/scim/Users/2", (string)group["members"]![0]!["$ref"]!);
        Assert.Equal("User", (string)group["members"]![0]!["type"]!);
        var user = Body(await AnswerAsync(Request(ScimOperation.Get, "User") with { Id = "1" }, ScimProfile.Strict));
        Assert.Equal("https://h/scim/Groups/3", (string)user["groups"]![0]!["$ref"]!);
        Assert.Equal("direct", (string)user["groups"]![0]!["type"]!);
        Assert.Equal("https://h/scim/Users/1", (string)user["meta"]!["location"]!);
    }

    [Fact]
    public async Task Not_modified_loads_no_members()
    {
        var answer = await AnswerAsync(Request(ScimOperation.Get, "Group") with { Id = "1", IfNoneMatch = "W/\"3\"" }, ScimProfile.Generic);
        Assert.Equal(304, answer.Status);
        Assert.Null(answer.Body);
        Assert.Equal(["find Group 1 None"], _store.Asked);
    }

    [Theory]
    [InlineData(null, null, "1+100")]
    [InlineData("0", "-1", "1+0")]
    [InlineData("7", "5000", "7+1000")]
    [InlineData("-99999999999", "99999999999", "1+1000")]
    public async Task List_asks_for_a_page_within_bounds(string? startIndex, string? count, string page)
    {
        await AnswerAsync(Request(ScimOperation.List, "User") with { StartIndex = startIndex, Count = count }, ScimProfile.Generic);
        Assert.Equal([$"list User {page} Groups"], _store.Asked);
    }

    [Theory]
    [InlineData("entra", "User", null, 200, "None")]
    [InlineData("entra", "Group", null, 204, "None")]
    [InlineData("entra", "Group", "members", 200, "Members")]
    [InlineData("strict", "Group", null, 200, "Members")]
    public async Task Patch_answers_as_the_profile_says(string profile, string type, string? attributes, int status, string relations)
    {
        var body = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"x"}]}""";
        var answer = await AnswerAsync(
            Request(ScimOperation.Patch, type, body) with { Id = "1", Attributes = attributes, IfMatch = "W/\"3\"" }, ScimProfile.ByName(profile)!);
        Assert.Equal(status, answer.Status);
        Assert.Equal([$"change {type} 1 {relations} if=3 document=True members=0"], _store.Asked);
        Assert.False(answer.Changed);
    }

    [Fact]
    public async Task Patch_of_members_alone_needs_no_document()
    {
        var body = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Add","path":"members","value":[{"$ref":null,"value":"2"}]}]}""";
        await AnswerAsync(Request(ScimOperation.Patch, "Group", body) with { Id = "1" }, ScimProfile.Entra);
        Assert.Equal(["change Group 1 None if= document=False members=1"], _store.Asked);
    }

    [Fact]
    public async Task Create_makes_an_absent_active_true_and_keeps_a_false_one()
    {
        await AnswerAsync(Request(ScimOperation.Create, "User", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a"}"""), ScimProfile.Generic);
        await AnswerAsync(
            Request(ScimOperation.Create, "User", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a","active":false}"""),
            ScimProfile.Generic);
        Assert.Contains("\"active\":true", _store.Asked[0], StringComparison.Ordinal);
        Assert.Contains("\"active\":false", _store.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tolerated_filter_forms_are_counted()
    {
        var scope = Scope(ScimProfile.Entra);
        await new ScimProvider(new ScimOptions()).AnswerAsync(
            scope, Request(ScimOperation.List, "User") with { Filter = "userName eq bob" }, TestContext.Current.CancellationToken);
        Assert.Contains(scope.Tolerances.Entries, entry => entry.Code == "filter-form");
    }

    [Fact]
    public void Options_tell_all_their_faults()
    {
        var faults = new ScimOptions { DefaultCount = 0, MaxCount = 0, MaxBodyBytes = 1 }.Faults();
        Assert.Equal(["MaxCount", "DefaultCount", "MaxBodyBytes"], faults.Select(fault => fault.Split(' ')[0]));
        Assert.Empty(new ScimOptions().Faults());
    }

    private ScimScope Scope(ScimProfile profile) => new() { Store = _store, BaseUrl = new Uri("https://h/scim/?x"), Profile = profile };

    private Task<ScimAnswer> AnswerAsync(ScimRequest request, ScimProfile profile) =>
        new ScimProvider(new ScimOptions()).AnswerAsync(Scope(profile), request, TestContext.Current.CancellationToken);

    private static ScimRequest Request(ScimOperation operation, string type, string? body = null) => new()
    {
        Operation = operation,
        Type = ScimSchemas.Standard.FindType(type)!,
        Body = body is null ? default : Encoding.UTF8.GetBytes(body),
    };

    private static JsonObject Body(ScimAnswer answer)
    {
        var output = new ArrayBufferWriter<byte>();
        answer.Body!(output);
        return (JsonObject)JsonNode.Parse(output.WrittenSpan)!;
    }
}
