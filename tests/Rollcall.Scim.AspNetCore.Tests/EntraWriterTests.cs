using Rollcall.Scim.Calling;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Our own Entra ID against our own server, over real HTTP.</summary>
public sealed class EntraWriterTests(ScimServer server)
{
    private static readonly EntraUser Kim = new()
    {
        ObjectId = new Guid("11111111-2222-3333-4444-555555555555"),
        UserPrincipalName = "kim@contoso.com",
        DisplayName = "Kim Akers",
        GivenName = "Kim",
        Surname = "Akers",
        Mail = "kim@contoso.com",
        Department = "Sales",
    };

    [Fact]
    public async Task Life_of_a_user_and_a_group()
    {
        var ct = TestContext.Current.CancellationToken;
        var entra = new EntraWriter(new ScimClient(server.Http, new ScimClientOptions { BaseUrl = new Uri(server.NewBase("entra")), BearerToken = ScimServer.Token }));

        Assert.All(await entra.TestConnectionAsync(ct), call => Assert.Equal((200, 0L), (call.Reply.Status, call.Reply.TotalResults())));
        var created = await entra.CreateUserAsync(Kim, ct);
        Assert.Equal(201, created.Reply.Status);
        var id = created.Reply.Id()!;
        Assert.Equal("W/\"1\"", created.Reply.ETag);
        Assert.EndsWith("/Users/" + id, created.Reply.Location, StringComparison.Ordinal);
        Assert.Equal(id, (string)Assert.Single((await entra.MatchUserAsync("kim@contoso.com", ct)).Reply.Resources())["id"]!);
        Assert.Single((await entra.MatchUserByExternalIdAsync(Kim.ObjectId.ToString("D"), ct)).Reply.Resources());

        var disabled = await entra.DisableUserAsync(id, ct);
        Assert.Contains("{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}", disabled.Sent.Body, StringComparison.Ordinal);
        Assert.False((bool)disabled.Reply.Json()!["active"]!);

        Assert.True((await entra.SoftDeleteUserAsync(id, Kim, ct)).Reply.IsSuccess);
        Assert.Equal(0, (await entra.MatchUserAsync("kim@contoso.com", ct)).Reply.TotalResults());
        var twin = await entra.CreateUserAsync(Kim with { ObjectId = new Guid("99999999-2222-3333-4444-555555555555") }, ct);
        Assert.Equal(201, twin.Reply.Status);
        var refused = await entra.RestoreUserAsync(id, Kim, ct);
        Assert.Equal(409, refused.Reply.Error!.Status);
        Assert.Equal(Errors.ScimErrorType.Uniqueness, refused.Reply.Error.Type);

        var group = (await entra.CreateGroupAsync(Kim.ObjectId, "Sales", ct)).Reply.Id()!;
        Assert.Equal(204, (await entra.AddMembersAsync(group, [id, twin.Reply.Id()!], ct)).Reply.Status);
        Assert.Equal(204, (await entra.RemoveMembersAsync(group, [id], ct)).Reply.Status);
        Assert.Null((await entra.ReadGroupAsync(group, ct)).Reply.Json()!["members"]);
        Assert.Equal(204, (await entra.DeleteUserAsync(id, ct)).Reply.Status);
        Assert.Equal(404, (await entra.ReadUserAsync(id, ct)).Reply.Status);
        Assert.Equal(204, (await entra.DeleteGroupAsync(group, ct)).Reply.Status);
    }

    [Fact]
    public async Task Wrong_token_is_a_value()
    {
        var entra = new EntraWriter(new ScimClient(server.Http, new ScimClientOptions { BaseUrl = new Uri(server.NewBase()), BearerToken = "wrong" }));
        var calls = await entra.TestConnectionAsync(TestContext.Current.CancellationToken);
        Assert.All(calls, call => Assert.Equal(401, call.Reply.Error!.Status));
        Assert.All(calls, call => Assert.DoesNotContain(call.Sent.Headers, header => header.Key == "Authorization"));
    }
}
