using Rollcall.Scim.Calling;

namespace Rollcall.Scim.Tests.Calling;

/// <summary>Byte for byte what Entra ID sends in its default style (idp-wire 2.1.2 to 2.1.8).</summary>
public sealed class EntraWriterTests
{
    private static readonly EntraUser Kim = new()
    {
        ObjectId = new Guid("0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"),
        UserPrincipalName = "kim@contoso.com",
        DisplayName = "Kim Akers",
        GivenName = "Kim",
        Surname = "Akers",
        Mail = "kim@contoso.com",
        Department = "Sales",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_user() => await SentAsync(
        entra => entra.CreateUserAsync(Kim, Ct),
        "POST /scim/Users",
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef","userName":"kim@contoso.com","active":true,"displayName":"Kim Akers","emails":[{"primary":true,"type":"work","value":"kim@contoso.com"}],"meta":{"resourceType":"User"},"name":{"formatted":"Kim Akers","familyName":"Akers","givenName":"Kim"},"roles":[],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"}}
        """);

    [Fact]
    public async Task Create_user_with_little() => await SentAsync(
        entra => entra.CreateUserAsync(new EntraUser { ObjectId = Kim.ObjectId, UserPrincipalName = "k", DisplayName = "K" }, Ct),
        "POST /scim/Users",
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef","userName":"k","active":true,"displayName":"K","meta":{"resourceType":"User"},"roles":[]}
        """);

    [Fact]
    public async Task Create_group() => await SentAsync(
        entra => entra.CreateGroupAsync(Kim.ObjectId, "Sales \"A\"", Ct),
        "POST /scim/Groups",
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef","displayName":"Sales \"A\"","meta":{"resourceType":"Group"}}
        """);

    [Fact]
    public async Task Disable() => await SentAsync(
        entra => entra.DisableUserAsync("1", Ct), "PATCH /scim/Users/1", Patch("""{"op":"Replace","path":"active","value":"False"}"""));

    [Fact]
    public async Task Soft_delete() => await SentAsync(
        entra => entra.SoftDeleteUserAsync("1", Kim, Ct),
        "PATCH /scim/Users/1",
        Patch("""{"op":"Replace","path":"active","value":"False"},{"op":"Replace","path":"userName","value":"0a21f0f28d2a4f8ebf987363c4aed4efkim@contoso.com"}"""));

    [Fact]
    public async Task Update_of_the_work_mail() => await SentAsync(
        entra => entra.UpdateUserAsync("1", [EntraOperation.Replace("emails[type eq \"work\"].value", "x@y"), EntraOperation.Add("nickName", "B")], Ct),
        "PATCH /scim/Users/1",
        Patch("""{"op":"Replace","path":"emails[type eq \"work\"].value","value":"x@y"},{"op":"Add","path":"nickName","value":"B"}"""));

    [Fact]
    public async Task Manager() => await SentAsync(
        entra => entra.SetManagerAsync("1", "2", Ct),
        "PATCH /scim/Users/1",
        Patch("""{"op":"Add","path":"manager","value":[{"$ref":null,"value":"2"}]}"""));

    [Fact]
    public async Task Members() => await SentAsync(
        entra => entra.AddMembersAsync("g", ["1", "2"], Ct),
        "PATCH /scim/Groups/g",
        Patch("""{"op":"Add","path":"members","value":[{"$ref":null,"value":"1"},{"$ref":null,"value":"2"}]}"""));

    [Fact]
    public async Task Members_removed_by_value() => await SentAsync(
        entra => entra.RemoveMembersAsync("g", ["1"], Ct),
        "PATCH /scim/Groups/g",
        Patch("""{"op":"Remove","path":"members","value":[{"$ref":null,"value":"1"}]}"""));

    [Fact]
    public async Task Match_of_a_group() => await SentAsync(
        entra => entra.MatchGroupAsync("R&D \\ \"x\"", Ct),
        "GET /scim/Groups?excludedAttributes=members&filter=displayName+eq+%22R%26D+%5C%5C+%5C%22x%5C%22%22",
        null);

    private static string Patch(string operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""";

    private static async Task SentAsync(Func<EntraWriter, Task<ScimCall>> act, string line, string? body)
    {
        using var handler = new AnsweringHandler(200, "application/scim+json", "{}");
        using var http = new HttpClient(handler);
        var call = await act(new EntraWriter(new ScimClient(http, new ScimClientOptions { BaseUrl = new Uri("https://h/scim") })));
        var (request, sent) = Assert.Single(handler.Asked);
        Assert.Equal(line, request.Method + " " + request.RequestUri!.PathAndQuery);
        Assert.Equal("5.0", Assert.Single(request.Headers.GetValues("ADSCIMVersion")));
        Assert.Equal(body, sent);
        Assert.Equal(body, call.Sent.Body);
        if (body is not null)
        {
            Assert.Equal("application/scim+json; charset=utf-8", request.Content!.Headers.ContentType!.ToString());
        }
    }
}
