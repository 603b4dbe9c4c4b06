using Rollcall.Scim.AspNetCore.Tests;

namespace Rollcall.Server.Tests.Intake;

/// <summary>A resource type that an account defined, over the wire and on both stores: as good as User and Group.</summary>
public sealed class CustomTypeTests(TestServer sqlite, PostgresServer postgres)
{
    public static TheoryData<string> Stores => [.. PostgresServer.Stores];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_lives_from_create_to_delete(string store)
    {
        using var wares = await OpenAsync(store);
        var created = await wares.CreateAsync("SN-1", ""","displayName":"Phone","weight":170,"externalId":"x-1" """);
        var path = "/Devices/" + created["id"];
        Assert.Equal(created["meta.location"], created.Message.Headers.Location!.ToString());
        Assert.EndsWith(wares.Tenant.Scim + path, created["meta.location"], StringComparison.Ordinal);
        Assert.Equal(("Device", "x-1", "170"), (created["meta.resourceType"], created["externalId"], created["weight"]));
        Assert.Equal(created.Json.ToString(), (await wares.AskAsync("GET", path)).Expect(200).Json.ToString());
        (await wares.AskAsync("GET", "/Users/" + created["id"])).Expect(404);

        var replaced = (await wares.AskAsync("PUT", path, Wares.DeviceBody("SN-2", ""","displayName":"Tablet" """))).Expect(200);
        Assert.Equal(("SN-2", "Tablet", "", "W/\"2\""), (replaced["serialNumber"], replaced["displayName"], replaced["weight"], replaced["meta.version"]));
        var patched = (await wares.PatchAsync(path, """{"op":"add","path":"tags","value":["a","b"]},{"op":"replace","path":"owner.value","value":"anna"}""")).Expect(200);
        Assert.Equal(("anna", "b"), (patched["owner.value"], patched["tags.1"]));
        patched = (await wares.PatchAsync(path, """{"op":"remove","path":"tags[value eq \"a\"]"}""")).Expect(200);
        Assert.Equal(("b", ""), (patched["tags.0"], patched["tags.1"]));
        (await wares.AskAsync("DELETE", path)).Expect(204);
        (await wares.AskAsync("GET", path)).Expect(404);
        (await wares.AskAsync("DELETE", path)).Expect(404);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_is_found_sorted_and_paged(string store)
    {
        using var wares = await OpenAsync(store);
        foreach (var (serial, weight, tag) in new[] { ("a", 3, "x"), ("b", 1, "Y"), ("C", 2, "x"), ("d", 10, "z"), ("e", 2, "y") })
        {
            await wares.CreateAsync(serial, $$""","weight":{{weight}},"displayName":"Device {{serial}}","tags":["{{tag}}"],"externalId":"x-{{serial}}" """);
        }

        foreach (var (filter, found) in new[]
        {
            ("serialNumber eq \"C\"", "C"), ("serialNumber eq \"c\"", ""), ("displayName eq \"device c\"", "C"), ("weight gt 2", "a d"), ("tags eq \"y\"", "b e"),
            ("externalId eq \"x-d\"", "d"), ("displayName sw \"DEVICE\" and not (weight le 2)", "a d"), ("meta.resourceType eq \"Device\"", "a b C d e"),
            ($"{Wares.DeviceUrn}:weight eq 2", "C e"), ("owner pr", ""),
        })
        {
            Assert.Equal((filter, found), (filter, await wares.FindAsync(filter)));
        }

        Assert.Equal("b C e a d", await wares.ListAsync("/Devices", "sortBy=weight", "serialNumber"));
        Assert.Equal("d a C e b", await wares.ListAsync("/Devices", "sortBy=weight&sortOrder=descending", "serialNumber"));
        Assert.Equal("b C", await wares.ListAsync("/Devices", "startIndex=2&count=2", "serialNumber"));
        (await wares.AskAsync("GET", "/Devices?filter=" + Uri.EscapeDataString("userName eq \"a\""))).Expect(400);
        var searched = (await wares.AskAsync("POST", "/Devices/.search", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"weight eq 10","attributes":["weight"]}""")).Expect(200);
        Assert.Equal(("10", "Device d"), (searched["Resources.0.weight"], searched["Resources.0.displayName"]));
        Assert.Equal("5", (await wares.AskAsync("GET", "/?filter=" + Uri.EscapeDataString("meta.resourceType eq \"Device\""))).Expect(200)["totalResults"]);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_is_walked_by_cursor(string store)
    {
        using var wares = await OpenAsync(store);
        for (var i = 0; i < 7; i++)
        {
            await wares.CreateAsync($"s{i}", $$""","weight":{{i % 3}}""");
        }

        foreach (var query in new[] { "", "&sortBy=weight", "&filter=" + Uri.EscapeDataString("weight ge 0") })
        {
            var (seen, cursor) = (new List<string>(), "");
            do
            {
                var page = (await wares.AskAsync("GET", $"/Devices?count=3&cursor={Uri.EscapeDataString(cursor)}{query}")).Expect(200);
                seen.AddRange(page.Json.GetProperty("Resources").EnumerateArray().Select(static r => r.GetProperty("serialNumber").GetString()!));
                cursor = page["nextCursor"];
            }
            while (cursor.Length > 0);

            Assert.Equal(query.Contains("sort", StringComparison.Ordinal) ? "s0 s3 s6 s1 s4 s2 s5" : "s0 s1 s2 s3 s4 s5 s6", string.Join(' ', seen));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_goes_in_bulk_beside_users(string store)
    {
        using var wares = await OpenAsync(store);
        var old = "/Devices/" + (await wares.CreateAsync("old"))["id"];
        var gone = "/Devices/" + (await wares.CreateAsync("gone"))["id"];
        var (owned, taken) = (Wares.DeviceBody("SN-1", ""","owner":{"value":"bulkId:u"}"""), Wares.DeviceBody("SN-1"));
        var answer = (await wares.AskAsync("POST", "/Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
              {"method":"POST","path":"/Users","bulkId":"u","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"anna"} },
              {"method":"POST","path":"/Devices","bulkId":"d","data": {{owned}} },
              {"method":"POST","path":"/Devices","bulkId":"e","data": {{taken}} },
              {"method":"PATCH","path":"{{old}}","data":{"Operations":[{"op":"add","path":"displayName","value":"New"}]} },
              {"method":"DELETE","path":"{{gone}}"}]}
            """)).Expect(200);
        Assert.Equal(["201", "201", "409", "200", "204"], answer.Json.GetProperty("Operations").EnumerateArray().Select(static o => o.GetProperty("status").GetString()));
        Assert.Equal("old SN-1", await wares.ListAsync("/Devices", "", "serialNumber"));
        Assert.Equal("New", (await wares.AskAsync("GET", old)).Expect(200)["displayName"]);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_its_schema_says_of_an_attribute_is_kept(string store)
    {
        using var wares = await OpenAsync(store);
        var created = await wares.CreateAsync("SN-1", ""","displayName":"Phone","model":"brick","bought":"2026-01-01T00:00:00Z","seen":"2026-01-01T00:00:00Z","pin":"1234","notes":"dented","owner":{"value":"anna","secret":"hush"} """);
        var path = "/Devices/" + created["id"];

        // Canonical values are suggestions (RFC 7643 section 7); what the server alone sets and what is never shown is not there; what must be asked for is in the answer to who set it.
        Assert.Equal(("brick", "", "", "dented"), (created["model"], created["seen"], created["pin"], created["notes"]));
        Assert.Equal(("dented", "Phone", ""), (await wares.AskAsync("GET", path + "?attributes=notes")).Expect(200) is var asked ? (asked["notes"], asked["displayName"], asked["model"]) : default);
        Assert.Equal(("Phone", "SN-1"), (await wares.AskAsync("GET", path + "?excludedAttributes=displayName")).Expect(200) is var most ? (most["displayName"], most["serialNumber"]) : default);
        Assert.Equal("", (await wares.AskAsync("GET", path + "?attributes=pin")).Expect(200)["pin"]);
        (await wares.AskAsync("GET", "/Devices?filter=" + Uri.EscapeDataString("pin eq \"1234\""))).Expect(400);

        var plain = (await wares.AskAsync("GET", path)).Expect(200);
        Assert.Equal(("Phone", "", "anna", ""), (plain["displayName"], plain["notes"], plain["owner.value"], plain["owner.secret"]));
        Assert.Equal(("anna", ""), (await wares.AskAsync("GET", path + "?attributes=owner")).Expect(200) is var owner ? (owner["owner.value"], owner["owner.secret"]) : default);
        Assert.Equal("", (await wares.AskAsync("GET", path + "?attributes=owner.secret")).Expect(200)["owner.secret"]);
        Assert.DoesNotContain("dented", (await wares.AskAsync("GET", "/Devices")).Expect(200).Json.ToString(), StringComparison.Ordinal);

        // But for the strict profile, a PATCH of what is readOnly is passed over.
        Assert.Equal("", (await wares.PatchAsync(path, """{"op":"replace","path":"seen","value":"2026-02-02T00:00:00Z"}""")).Expect(200)["seen"]);
        foreach (var (verb, body, scimType) in new[]
        {
            ("POST", $$"""{"schemas":["{{Wares.DeviceUrn}}"],"displayName":"x"}""", "invalidValue"),
            ("POST", Wares.DeviceBody("SN-2", ""","weight":"heavy" """), "invalidValue"),
            ("POST", Wares.DeviceBody("SN-2", ""","bought":"yesterday" """), "invalidValue"),
            ("PUT", $$"""{"schemas":["{{Wares.DeviceUrn}}"],"displayName":"x"}""", "invalidValue"),
            ("PUT", Wares.DeviceBody("SN-1", ""","bought":"2026-02-02T00:00:00Z" """), "mutability"),
            ("PATCH", """{"op":"replace","path":"bought","value":"2026-02-02T00:00:00Z"}""", "mutability"),
            ("PATCH", """{"op":"remove","path":"serialNumber"}""", "mutability"),
        })
        {
            var answer = verb == "PATCH" ? await wares.PatchAsync(path, body) : await wares.AskAsync(verb, verb == "POST" ? "/Devices" : path, body);
            Assert.Equal((body, 400, scimType), (body, answer.Status, answer["scimType"]));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_unique_value_is_one_resources_in_the_whole_account(string store)
    {
        using var wares = await OpenAsync(store);
        var first = "/Devices/" + (await wares.CreateAsync("SN-1"))["id"];
        var second = "/Devices/" + (await wares.CreateAsync("sn-1"))["id"];
        Assert.Equal((409, "uniqueness"), await wares.AskAsync("POST", "/Devices", Wares.DeviceBody("SN-1")) is var again ? (again.Status, again["scimType"]) : default);
        (await wares.AskAsync("PUT", second, Wares.DeviceBody("SN-1"))).Expect(409);
        (await wares.PatchAsync(second, """{"op":"replace","path":"serialNumber","value":"SN-1"}""")).Expect(409);
        (await wares.PatchAsync(first, """{"op":"replace","path":"serialNumber","value":"SN-2"}""")).Expect(200);
        (await wares.PatchAsync(second, """{"op":"replace","path":"serialNumber","value":"SN-1"}""")).Expect(200);
        (await wares.AskAsync("DELETE", second)).Expect(204);
        await wares.CreateAsync("SN-1");
        var stale = await wares.Tenant.Operator.SendAsync(wares.Tenant.Path + "/directories", """{"label":"Second","idp":"generic","enable":true}""");
        var token = (await wares.Tenant.Operator.SendAsync($"{wares.Tenant.Path}/directories/{stale.Expect(201)["id"]}/tokens", "{}")).Expect(201)["token"];
        using var other = wares.Tenant.Server.Client(token);
        (await other.AskAsync("POST", new Uri(stale["baseUrl"]).AbsolutePath + "/Devices", Wares.DeviceBody("SN-1"), "application/scim+json")).Expect(409);
        Assert.Equal("0", (await other.AskAsync("GET", new Uri(stale["baseUrl"]).AbsolutePath + "/Devices")).Expect(200)["totalResults"]);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Discovery_shows_it_and_tells_the_truth(string store)
    {
        using var wares = await Wares.OpenAsync(Server(store));
        (await wares.AskAsync("GET", "/Devices")).Expect(404);
        await wares.LoadAsync(Wares.Device, Wares.DeviceType, Wares.Badge, Wares.BadgeOnUser);
        var type = (await wares.AskAsync("GET", "/ResourceTypes/Device")).Expect(200);
        Assert.Equal(("/Devices", Wares.DeviceUrn), (type["endpoint"], type["schema"]));
        var schema = (await wares.AskAsync("GET", "/Schemas/" + Wares.DeviceUrn)).Expect(200);
        Assert.Equal(("serialNumber", "server", "True", "tablet"), (schema["attributes.0.name"], schema["attributes.0.uniqueness"], schema["attributes.0.required"], schema["attributes.2.canonicalValues.1"]));
        Assert.Contains(Wares.BadgeUrn, (await wares.AskAsync("GET", "/ResourceTypes/User")).Expect(200).Json.ToString(), StringComparison.Ordinal);
        Assert.Equal("3", (await wares.AskAsync("GET", "/ResourceTypes")).Expect(200)["totalResults"]);
        using var http = wares.Tenant.Idp();
        await new DiscoveryTruth(http, wares.Tenant.Scim).CheckAsync();

        (await wares.Tenant.Operator.AskAsync("DELETE", wares.Tenant.Path + "/resource-types/Device")).Expect(200);
        (await wares.AskAsync("GET", "/Devices")).Expect(404);
        (await wares.AskAsync("GET", "/ResourceTypes/Device")).Expect(404);
    }

    private TestServer Server(string store) => store == "sqlite" ? sqlite : postgres.Server;

    private Task<Wares> OpenAsync(string store) => Wares.OpenAsync(Server(store), "generic", Wares.Device, Wares.DeviceType);
}
