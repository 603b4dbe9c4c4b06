namespace Rollcall.Server.Tests.Intake;

/// <summary>What an account adds to User and Group, over the wire and on both stores; and that no other account sees it.</summary>
public sealed class ExtensionTests(TestServer sqlite, PostgresServer postgres)
{
    public static TheoryData<string> Stores => [.. PostgresServer.Stores];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_user_carries_it(string store)
    {
        using var wares = await Wares.OpenAsync(Server(store), "generic", Wares.Badge, Wares.BadgeOnUser);
        var created = (await wares.AskAsync("POST", "/Users", Wares.UserBody("anna", """{"number":"B-1","colour":"Red","pin":"7"}"""))).Expect(201);
        var path = "/Users/" + created["id"];
        (await wares.AskAsync("POST", "/Users", Wares.UserBody("ben", """{"number":"B-2","colour":"blue"}"""))).Expect(201);
        Assert.Equal(("Red", false), Colour(created));
        Assert.Equal(("Red", false), Colour((await wares.AskAsync("GET", path)).Expect(200)));
        Assert.Equal("anna", await wares.ListAsync("/Users", Filter($"{Wares.BadgeUrn}:colour eq \"red\""), "userName"));
        Assert.Equal("ben", await wares.ListAsync("/Users", Filter($"{Wares.BadgeUrn}:number eq \"b-2\""), "userName"));
        Assert.Equal("ben anna", await wares.ListAsync("/Users", $"sortBy={Wares.BadgeUrn}:colour", "userName"));
        (await wares.AskAsync("POST", "/Users", Wares.UserBody("cleo", """{"number":"b-1"}"""))).Expect(409);
        (await wares.PatchAsync(path, $$"""{"op":"replace","path":"{{Wares.BadgeUrn}}:number","value":"B-2"}""")).Expect(409);
        Assert.Equal(("green", false), Colour((await wares.PatchAsync(path, $$"""{"op":"replace","path":"{{Wares.BadgeUrn}}:colour","value":"green"}""")).Expect(200)));
        Assert.Equal(("grey", false), Colour((await wares.AskAsync("PUT", path, Wares.UserBody("anna", """{"number":"B-3","colour":"grey"}"""))).Expect(200)));
        (await wares.AskAsync("POST", "/Users", Wares.UserBody("cleo", """{"number":"B-1"}"""))).Expect(201);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_group_must_carry_what_is_required(string store)
    {
        using var wares = await Wares.OpenAsync(Server(store), "generic", Wares.Cost, Wares.CostOnGroup);
        var created = (await wares.AskAsync("POST", "/Groups", Group("Tour", $$""","{{Wares.CostUrn}}":{"centre":"North"}"""))).Expect(201);
        Assert.Equal("North", created.Json.GetProperty(Wares.CostUrn).GetProperty("centre").GetString());
        Assert.Equal("Tour", await wares.ListAsync("/Groups", Filter($"{Wares.CostUrn}:centre sw \"nor\""), "displayName"));
        (await wares.PatchAsync("/Groups/" + created["id"], $$"""{"op":"replace","path":"{{Wares.CostUrn}}:centre","value":"South"}""")).Expect(204);
        Assert.Equal("Tour", await wares.ListAsync("/Groups", Filter($"{Wares.CostUrn}:centre eq \"south\""), "displayName"));
        Assert.Equal(400, (await wares.AskAsync("POST", "/Groups", Group("Bare", ""))).Status);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_index_is_built_behind_the_requests_and_found_by(string store)
    {
        using var wares = await Wares.OpenAsync(Server(store), "generic", Wares.Device, Wares.DeviceType);
        for (var i = 0; i < 5; i++)
        {
            await wares.CreateAsync($"s{i}", $$""","model":"m{{i % 2}}" """);
        }

        var index = wares.Tenant.Path + "/indexed-attributes/Device/model";
        Assert.Equal("building", (await wares.Tenant.Operator.AskAsync("PUT", index + "?dryRun=true")).Expect(200)["state"]);
        (await wares.Tenant.Operator.ReadAsync(index)).Expect(404);
        (await wares.Tenant.Operator.AskAsync("PUT", index)).Expect(200);
        while ((await wares.Tenant.Operator.ReadAsync(index)).Expect(200)["state"] != "ready")
        {
            Assert.Equal("s1 s3", await wares.FindAsync("model eq \"M1\""));
        }

        await wares.CreateAsync("s5", ""","model":"m1" """);
        Assert.Equal("s1 s3 s5", await wares.FindAsync("model eq \"m1\""));
        (await wares.Tenant.Operator.AskAsync("DELETE", index)).Expect(200);
        Assert.Equal("s1 s3 s5", await wares.FindAsync("model eq \"m1\""));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Another_account_sees_nothing_of_it(string store)
    {
        using var wares = await Wares.OpenAsync(Server(store), "generic", Wares.Device, Wares.DeviceType, Wares.Badge, Wares.BadgeOnUser);
        var device = "/Devices/" + (await wares.CreateAsync("SN-1"))["id"];
        using var other = await Wares.OpenAsync(Server(store));
        foreach (var path in new[] { "/Devices", device, "/ResourceTypes/Device", "/Schemas/" + Wares.DeviceUrn, "/Schemas/" + Wares.BadgeUrn })
        {
            Assert.Equal((path, 404), (path, (await other.AskAsync("GET", path)).Status));
        }

        foreach (var path in new[] { "/ResourceTypes", "/Schemas", "/Users", "/" })
        {
            Assert.DoesNotContain("urn:example", (await other.AskAsync("GET", path)).Json.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("[]", (await other.Tenant.Operator.ReadAsync(other.Tenant.Path + "/schemas")).Expect(200)["items"]);
        Assert.Equal("[]", (await other.Tenant.Operator.ReadAsync(other.Tenant.Path + "/resource-types")).Expect(200)["items"]);

        // The same names mean the other account's own, and its values collide with nobody's.
        await other.LoadAsync(Wares.Device, Wares.DeviceType);
        await other.CreateAsync("SN-1");
        (await other.AskAsync("GET", device)).Expect(404);
        Assert.Equal("SN-1", await wares.ListAsync("/Devices", "", "serialNumber"));
    }

    private static (string? Colour, bool HasPin) Colour(Answered user)
    {
        var badge = user.Json.GetProperty(Wares.BadgeUrn);
        return (badge.GetProperty("colour").GetString(), badge.TryGetProperty("pin", out _));
    }

    private static string Filter(string filter) => "filter=" + Uri.EscapeDataString(filter);

    private static string Group(string name, string more) => $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{{name}}"{{more}}}""";

    private TestServer Server(string store) => store == "sqlite" ? sqlite : postgres.Server;
}
