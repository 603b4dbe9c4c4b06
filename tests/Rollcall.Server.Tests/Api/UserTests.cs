namespace Rollcall.Server.Tests.Api;

/// <summary>The User Directory, licenses and the doctor, as pushed users show in them.</summary>
public sealed class UserTests(TestServer server)
{
    [Fact]
    public async Task A_pushed_user_is_found_by_name_address_and_id()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("Anna@acme.example", "anna.mail@acme.example");
        var found = (await tenant.Operator.ReadAsync(tenant.Path + "/users/anna@ACME.example")).Expect(200);

        Assert.Equal(("Anna@acme.example", "assigned", "live"), (found["user.userName"], found["user.license"], found["user.state"]));
        foreach (var name in new[] { "anna.mail@acme.example", found["user.id"] })
        {
            Assert.Equal(found["user.id"], (await tenant.Operator.ReadAsync($"{tenant.Path}/users/{name}")).Expect(200)["user.id"]);
        }

        Assert.Equal("Anna@acme.example", (await tenant.Operator.ReadAsync(tenant.Path + "/users?q=ANNA@")).Expect(200)["items.0.userName"]);
        Assert.Equal("Anna@acme.example", (await tenant.Operator.ReadAsync(tenant.Path + "/users?q=anna.mail@acme.example")).Expect(200)["items.0.userName"]);
        Assert.Equal("", (await tenant.Operator.ReadAsync(tenant.Path + "/users?q=bob")).Expect(200)["items.0.userName"]);
    }

    [Fact]
    public async Task Pages_hold_everybody_once()
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 3);
        var pushed = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            pushed.Add($"u{i}");
            await tenant.PushAsync($"u{i}", $"u{i}@acme.example");
        }

        var seen = new List<string>();
        var after = "";
        do
        {
            var page = (await tenant.Operator.ReadAsync($"{tenant.Path}/users?limit=3&after={after}")).Expect(200);
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(static u => u.GetProperty("userName").GetString()!));
            after = page["next"];
        }
        while (after.Length > 0);

        Assert.Equal(pushed, seen);
        var licenses = (await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200);
        Assert.Equal(("3", "3", "0", "4"), (licenses["total"], licenses["assigned"], licenses["free"], licenses["waiting"]));
        Assert.Equal("2", (await tenant.Operator.ReadAsync(tenant.Path + "/users/u4")).Expect(200)["place"]);
    }

    [Fact]
    public async Task A_block_frees_the_license_for_who_waits_and_pushes_do_not_lift_it()
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 1);
        var anna = await tenant.PushAsync("anna", "anna@acme.example");
        await tenant.PushAsync("bert", "bert@acme.example");

        Assert.Equal("disabled", (await tenant.Operator.SendAsync(tenant.Path + "/users/anna/block")).Expect(200)["license"]);
        Assert.Equal("assigned", (await tenant.Operator.ReadAsync(tenant.Path + "/users/bert")).Expect(200)["user.license"]);

        using var idp = tenant.Idp();
        (await idp.AskAsync(
            "PATCH",
            $"{tenant.Scim}/Users/{anna}",
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"displayName","value":"Anna"}]}""",
            "application/scim+json")).Expect(200);
        Assert.Equal("True", (await tenant.Operator.ReadAsync(tenant.Path + "/users/anna")).Expect(200)["user.blocked"]);
        var why = (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=anna")).Expect(200);
        Assert.Equal(("True", "RC705"), (why["blocked"], why["answer.code"]));

        Assert.Equal("waiting", (await tenant.Operator.SendAsync(tenant.Path + "/users/anna/unblock")).Expect(200)["license"]);
    }

    [Fact]
    public async Task Why_answers_for_who_is_well_who_has_no_email_and_who_never_came()
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("well", "well@acme.example");
        await tenant.PushAsync("mailless");

        var well = (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=well")).Expect(200);
        Assert.Equal(("False", ""), (well["blocked"], well["answer.code"]));
        Assert.Equal("RC204", (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=mailless")).Expect(200)["answer.code"]);
        Assert.Equal("RC301", (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=absent")).Expect(200)["answer.code"]);
    }

    [Fact]
    public async Task A_match_query_a_moment_ago_is_evidence_already()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var idp = tenant.Idp();
        (await idp.ReadAsync(tenant.Scim + "/Users?filter=userName+eq+%22ghost@acme.example%22")).Expect(200);

        var why = (await tenant.Operator.ReadAsync(tenant.Path + "/why?user=ghost@acme.example")).Expect(200);

        Assert.Equal("RC302", why["answer.code"]);
        Assert.NotEqual("", why["answer.evidence.0.journalNo"]);
    }
}
