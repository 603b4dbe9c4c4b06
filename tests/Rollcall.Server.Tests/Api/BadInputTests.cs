namespace Rollcall.Server.Tests.Api;

/// <summary>Bad input gets problem details that name what was wrong.</summary>
public sealed class BadInputTests(TestServer server)
{
    public static TheoryData<string, string> Cases => Tables.Read("bad-input.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_was_wrong_is_named(string request, string expected)
    {
        var tenant = await Tenant.CreateAsync(server);
        var parts = request.Split(' ', 3);
        var path = parts[1].Replace("{a}", tenant.Path, StringComparison.Ordinal).Replace("{d}", $"{tenant.Path}/directories/{tenant.Directory}", StringComparison.Ordinal);
        var wanted = expected.Split(' ', 3);

        var answer = await tenant.Operator.AskAsync(parts[0], path, parts.Length > 2 ? parts[2] : null);

        Assert.Equal("application/problem+json", answer.Type);
        Assert.Equal((wanted[0], wanted[1]), (answer["status"], answer["code"]));
        Assert.Contains(wanted[2], answer["detail"], StringComparison.Ordinal);
        Assert.NotEqual("", answer["remedy"]);
        Assert.Equal(answer["status"], answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain("Rollcall.Server", answer.Json.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task A_body_of_another_type_is_415(string type)
    {
        var tenant = await Tenant.CreateAsync(server);

        Assert.Equal("wrongMediaType", (await tenant.Operator.AskAsync("POST", "/api/accounts", "{}", type)).Expect(415)["code"]);
    }

    [Fact]
    public async Task A_body_beyond_the_bound_is_413()
    {
        var tenant = await Tenant.CreateAsync(server);
        var body = $$"""{"subdomain":"{{new string('x', 2 * 1024 * 1024)}}"}""";
        tenant.Operator.DefaultRequestHeaders.ExpectContinue = true;

        Assert.Equal("tooLarge", (await tenant.Operator.AskAsync("POST", "/api/accounts", body)).Expect(413)["code"]);
    }

    [Fact]
    public async Task A_wrong_method_is_405_with_those_that_there_are()
    {
        var tenant = await Tenant.CreateAsync(server);

        var answer = (await tenant.Operator.AskAsync("DELETE", "/api/accounts")).Expect(405);

        Assert.Equal("wrongMethod", answer["code"]);
        Assert.Equal(["GET", "POST"], answer.Message.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{ nonsense", "application/scim+json", 400)]
    [InlineData("""{"userName":"a","userName":"b"}""", "application/scim+json", 400)]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}""", "application/scim+json", 400)]
    [InlineData("<user/>", "application/xml", 415)]
    [Trait("incident", "tuist#11688")]
    public async Task Under_scim_the_error_is_scims(string body, string type, int status)
    {
        var tenant = await Tenant.CreateAsync(server);
        using var idp = tenant.Idp();

        var answer = (await idp.AskAsync("POST", tenant.Scim + "/Users", body, type)).Expect(status);

        Assert.Equal("application/scim+json", answer.Type);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", answer["schemas.0"]);
        Assert.NotEqual("", answer["detail"]);
    }

    [Fact]
    public async Task A_body_under_scim_beyond_its_bound_is_413()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var idp = tenant.Idp();
        idp.DefaultRequestHeaders.ExpectContinue = true;

        var answer = (await idp.AskAsync("POST", tenant.Scim + "/Users", $$"""{"userName":"{{new string('x', 1024 * 1024)}}"}""", "application/scim+json")).Expect(413);

        Assert.Equal("413", answer["status"]);
    }
}
