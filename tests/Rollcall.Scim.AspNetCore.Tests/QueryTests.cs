using System.Text.Json.Nodes;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Sorting, queries over all types, /Me, HEAD, and projections on every verb (rfc-checklist 43, 76 to 81, 113, 129).</summary>
public sealed class QueryTests(ScimServer server)
{
    private const string UserUrn = "urn:ietf:params:scim:schemas:core:2.0:User";

    [Theory]
    [InlineData("sortBy=userName", "a2,b,C,d")]
    [InlineData("sortBy=userName&sortOrder=descending", "d,C,b,a2")]
    [InlineData("sortBy=title", "d,b,C,a2")]
    [InlineData("sortBy=title&sortOrder=Descending", "C,a2,b,d")]
    [InlineData("sortBy=emails", "a2,C,b,d")]
    [InlineData("sortBy=emails.value&sortOrder=descending", "b,d,C,a2")]
    [InlineData("sortBy=urn:ietf:params:scim:schemas:core:2.0:User:NAME.familyName", "d,b,C,a2")]
    [InlineData("sortBy=meta.created", "b,C,d,a2")]
    [InlineData("sortOrder=descending", "b,C,d,a2")]
    [InlineData("sortBy=", "b,C,d,a2")]
    public async Task Order_is_what_was_asked_for(string query, string names)
    {
        var url = server.NewBase();
        await CreateAsync(url, "b", "\"title\":\"x\",\"name\":{\"familyName\":\"b\"}");
        await CreateAsync(url, "C", "\"emails\":[{\"value\":\"z@x\"},{\"value\":\"Y@x\",\"primary\":true}]");
        await CreateAsync(url, "d", "\"title\":\"A\",\"name\":{\"familyName\":\"A\"}");
        await CreateAsync(url, "a2", "\"emails\":[{\"value\":\"x@x\"}]");
        var page = await Answer.SendAsync(server.Http, "GET", $"{url}/Users?{query}");
        Assert.Equal(names, string.Join(',', Names(page)));
    }

    [Theory]
    [InlineData("sortBy=nothing", "no attribute of a User")]
    [InlineData("sortBy=password", "no attribute of a User")]
    [InlineData("sortBy=name", "several parts")]
    [InlineData("sortBy=groups", "cannot be sorted")]
    [InlineData("sortBy=userName&sortOrder=upwards", "ascending or descending")]
    public async Task Orders_that_are_none_are_refused(string query, string detail) =>
        (await Answer.SendAsync(server.Http, "GET", $"{server.NewBase()}/Users?{query}")).Refused(400, "invalidValue", detail);

    [Fact]
    public async Task The_root_lists_all_types_with_their_total()
    {
        var url = await TwoTypesAsync();
        Assert.Equal(5, (int)(await Answer.SendAsync(server.Http, "GET", url)).Json!["totalResults"]!);
        var joined = new List<string>();
        for (var start = 1; start < 6; start += 2)
        {
            var page = (await Answer.SendAsync(server.Http, "GET", $"{url}/?startIndex={start}&count=2")).Json!;
            Assert.Equal((5, start), ((int)page["totalResults"]!, (int)page["startIndex"]!));
            joined.AddRange(page["Resources"]!.AsArray().Select(r => (string)r!["meta"]!["resourceType"]! + " " + (string)r["displayName"]!));
        }

        Assert.Equal(["User a", "User c", "User e", "Group b", "Group d"], joined);
    }

    [Theory]
    [InlineData("displayName gt \"b\"", "c,e,d")]
    [InlineData("userName pr", "a,c,e")]
    [InlineData("not (userName pr)", "b,d")]
    [InlineData("userName ne \"a\"", "c,e,b,d")]
    [InlineData("userName eq null", "b,d")]
    [InlineData("userName eq \"a\" or displayName eq \"d\"", "a,d")]
    [InlineData("userName eq \"a\" and members pr", "")]
    [InlineData("meta.resourceType eq \"Group\"", "b,d")]
    [InlineData("emails[type eq \"work\"]", "")]
    public async Task An_attribute_that_a_type_lacks_has_no_value_there(string filter, string names)
    {
        var url = await TwoTypesAsync();
        var page = await Answer.SendAsync(server.Http, "GET", $"{url}?attributes=displayName&filter={Uri.EscapeDataString(filter)}");
        Assert.Equal(names, string.Join(',', page.Json!["Resources"]!.AsArray().Select(r => (string)r!["displayName"]!)));
        Assert.Equal(names.Length == 0 ? 0 : names.Split(',').Length, (int)page.Json["totalResults"]!);
    }

    [Fact]
    public async Task The_root_sorts_over_types_and_refuses_what_no_type_has()
    {
        var url = await TwoTypesAsync();
        var page = (await Answer.SendAsync(server.Http, "GET", url + "?sortBy=displayName&startIndex=2&count=3")).Json!;
        Assert.Equal(["b", "c", "d"], page["Resources"]!.AsArray().Select(r => (string)r!["displayName"]!));
        Assert.Equal(5, (int)page["totalResults"]!);
        (await Answer.SendAsync(server.Http, "GET", url + "?filter=nothing%20pr")).Refused(400, "invalidFilter", "no attribute of any resource");
        (await Answer.SendAsync(server.Http, "GET", url + "?sortBy=nothing")).Refused(400, "invalidValue", "no attribute of any resource");
        (await Answer.SendAsync(server.Http, "GET", url + "?sortBy=displayName&startIndex=1000&count=3")).Refused(400, "tooMany", "one type");
        (await Answer.SendAsync(server.Http, "GET", url + "?sortBy=displayName&cursor")).Refused(400, "invalidValue", "exclude");
        Assert.Equal("GET, HEAD", (await Answer.SendAsync(server.Http, "POST", url, "{}")).Refused(405, null, "POST").Headers["Allow"]);
    }

    [Fact]
    public async Task Me_is_the_user_whom_the_host_names()
    {
        var url = server.NewBase();
        var id = await CreateAsync(url, "ann", "\"title\":\"x\"");
        (await Answer.SendAsync(server.Http, "GET", url + "/Me")).Refused(501, null, "belongs to no user");
        var me = await Answer.SendAsync(server.Http, "GET", url + "/Me?attributes=title", null, ("Test-Me", id));
        Assert.Equal((200, id), (me.Status, me.Id));
        Assert.Null(me.Json!["userName"]);
        Assert.EndsWith("/Users/" + id, me.Headers["Location"], StringComparison.Ordinal);
        var patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"y"}]}""";
        Assert.Equal("y", (string)(await Answer.SendAsync(server.Http, "PATCH", url + "/Me", patch, ("Test-Me", id))).Json!["title"]!);
        (await Answer.SendAsync(server.Http, "POST", url + "/Me", "{}", ("Test-Me", id))).Refused(501, null, "POST to /Users");
        Assert.Equal(204, (await Answer.SendAsync(server.Http, "DELETE", url + "/Me", null, ("Test-Me", id))).Status);
        (await Answer.SendAsync(server.Http, "GET", url + "/Me", null, ("Test-Me", id))).Refused(404, null, "User");
    }

    [Theory]
    [InlineData("/Users/{id}")]
    [InlineData("/Users")]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/")]
    [InlineData("/Users/none")]
    public async Task Head_says_what_get_would_without_the_body(string path)
    {
        var url = server.NewBase();
        path = path.Replace("{id}", await CreateAsync(url, "ann", "\"title\":\"x\""), StringComparison.Ordinal);
        var get = await Answer.SendAsync(server.Http, "GET", url + path);
        var head = await Answer.SendAsync(server.Http, "HEAD", url + path);
        Assert.Equal((get.Status, ""), (head.Status, head.Body));
        foreach (var header in new[] { "Content-Type", "Content-Length", "ETag", "Content-Location" })
        {
            Assert.Equal(get.Headers.GetValueOrDefault(header), head.Headers.GetValueOrDefault(header));
        }
    }

    [Theory]
    [InlineData("attributes=title", "schemas,id,title")]
    [InlineData("excludedAttributes=title,userName,meta,active", "schemas,id,displayName")]
    public async Task Every_verb_shows_what_was_asked_for(string query, string names)
    {
        var url = server.NewBase("entra");
        var body = $$"""{"schemas":["{{UserUrn}}"],"userName":"ann","title":"x","displayName":"Ann"}""";
        var created = await Answer.SendAsync(server.Http, "POST", $"{url}/Users?{query}", body);
        var user = $"{url}/Users/{created.Id}";
        var patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"nickName","value":""}]}""";
        foreach (var answer in new[]
        {
            created,
            await Answer.SendAsync(server.Http, "GET", $"{user}?{query}"),
            await Answer.SendAsync(server.Http, "PUT", $"{user}?{query}", body),
            await Answer.SendAsync(server.Http, "PATCH", $"{user}?{query}", patch),
        })
        {
            Assert.Equal(names, string.Join(',', answer.Json!.AsObject().Select(p => p.Key)));
        }

        var list = await Answer.SendAsync(server.Http, "GET", $"{url}/Users?{query}");
        Assert.Equal(names, string.Join(',', list.Json!["Resources"]![0]!.AsObject().Select(p => p.Key)));
    }

    private async Task<string> CreateAsync(string url, string name, string more)
    {
        var answer = await Answer.SendAsync(server.Http, "POST", url + "/Users", $$"""{"schemas":["{{UserUrn}}"],"userName":"{{name}}",{{more}}}""");
        Assert.Equal(201, answer.Status);
        return answer.Id;
    }

    private async Task<string> TwoTypesAsync()
    {
        var url = server.NewBase();
        foreach (var name in new[] { "a", "c", "e" })
        {
            await CreateAsync(url, name, $"\"displayName\":\"{name}\"");
        }

        foreach (var name in new[] { "b", "d" })
        {
            Assert.Equal(201, (await Answer.SendAsync(server.Http, "POST", url + "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{{name}}"}""")).Status);
        }

        return url;
    }

    private static IEnumerable<string> Names(Answer page) => ((JsonArray)page.Json!["Resources"]!).Select(r => (string)r!["userName"]!);
}
