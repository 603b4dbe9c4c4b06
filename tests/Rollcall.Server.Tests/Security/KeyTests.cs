namespace Rollcall.Server.Tests.Security;

/// <summary>Keys that are narrowed to some requests, exchanged, and seen in use.</summary>
public sealed class KeyTests(TestServer server)
{
    [Fact]
    [Trait("incident", "Atlas#175")]
    public async Task A_narrowed_key_asks_what_its_patterns_take_and_what_its_kind_may()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var key = server.Client(await NarrowedAsync(tenant, "support", "GET /api/accounts/*/users/**", "POST /api/accounts/*/directories/*/pause"));

        (await key.ReadAsync(tenant.Path + "/users")).Expect(200);
        (await key.ReadAsync(tenant.Path.ToUpperInvariant().Replace("/API/ACCOUNTS", "/Api/Accounts", StringComparison.Ordinal) + "/Users")).Expect(200);
        Assert.Equal("narrowed", (await key.ReadAsync(tenant.Path + "/groups")).Expect(403)["code"]);
        Assert.Equal("narrowed", (await key.ReadAsync(tenant.Path)).Expect(403)["code"]);
        Assert.Equal("forbidden", (await key.SendAsync($"{tenant.Path}/directories/{tenant.Directory}/pause")).Expect(403)["code"]);
        Assert.Equal("GET /api/accounts/*/users/**", (await key.ReadAsync("/api/me")).Expect(200)["routes.0"]);
    }

    [Fact]
    public async Task An_operators_key_is_narrowed_to_one_account()
    {
        var (mine, other) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        var made = (await mine.Operator.SendAsync("/api/operators/keys", $$"""{"label":"x","routes":["{{mine.Path}}/**"]}""")).Expect(201);
        using var key = server.Client(made["key"]);

        (await key.ReadAsync(mine.Path + "/users")).Expect(200);
        Assert.Equal("narrowed", (await key.ReadAsync(other.Path + "/users")).Expect(403)["code"]);
        Assert.Equal("narrowed", (await key.ReadAsync("/api/accounts")).Expect(403)["code"]);
        Assert.Equal("narrowed", (await key.SendAsync("/api/operators/keys", """{"label":"x"}""")).Expect(403)["code"]);
    }

    [Fact]
    public async Task A_narrowed_gateway_cannot_vouch_where_it_is_not_let()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var closed = server.Client(await NarrowedAsync(tenant, "gateway", "GET /api/accounts/*"));
        using var open = server.Client(await NarrowedAsync(tenant, "gateway", "POST /client/v1/connect"));

        Assert.Equal("narrowed", (await closed.SendAsync("/client/v1/connect", """{"email":"a@b.example"}""")).Expect(403)["code"]);
        (await open.SendAsync("/client/v1/connect", """{"email":"a@b.example"}""")).Expect(200);
    }

    [Fact]
    [Trait("incident", "keycloak#47536")]
    public async Task A_narrowed_key_makes_no_wider_one()
    {
        var tenant = await Tenant.CreateAsync(server);
        var wide = await tenant.KeyAsync("administrator");
        var narrow = await NarrowedAsync(tenant, "administrator", tenant.Path + "/keys/**");
        using var key = server.Client(narrow);

        Assert.Equal("narrowed", (await key.SendAsync(tenant.Path + "/keys", """{"kind":"administrator","label":"x"}""")).Expect(403)["code"]);
        Assert.Equal("narrowed", (await key.SendAsync($"{tenant.Path}/keys/{wide[..12]}/rotate", "{}")).Expect(403)["code"]);

        var next = (await key.SendAsync($"{tenant.Path}/keys/{narrow[..12]}/rotate", "{}")).Expect(201);
        Assert.Equal(tenant.Path + "/keys/**", next["about.routes.0"]);
        using var second = server.Client(next["key"]);
        Assert.Equal("narrowed", (await second.ReadAsync(tenant.Path + "/users")).Expect(403)["code"]);
    }

    [Fact]
    [Trait("incident", "cloudflare-2023-11")]
    public async Task A_key_is_exchanged_and_both_are_live_until_one_is_revoked()
    {
        var tenant = await Tenant.CreateAsync(server);
        var first = (await tenant.Operator.SendAsync(tenant.Path + "/keys", """{"kind":"support","label":"dashboard","expiresInDays":30}""")).Expect(201)["key"];

        var next = (await tenant.Operator.SendAsync($"{tenant.Path}/keys/{first[..12]}/rotate", "{}")).Expect(201);

        using var old = server.Client(first);
        using var @new = server.Client(next["key"]);
        (await old.ReadAsync(tenant.Path)).Expect(200);
        (await @new.ReadAsync(tenant.Path)).Expect(200);
        Assert.Equal(("support", "dashboard", "live"), (next["about.kind"], next["about.label"], next["about.state"]));
        Assert.Equal(30, (DateTimeOffset.Parse(next["about.expires"], null) - DateTimeOffset.Parse(next["about.created"], null)).TotalDays);
        Assert.Contains(first[..12], (await tenant.Operator.SendAsync($"{tenant.Path}/keys/{next["key"][..12]}/rotate", "{}")).Expect(409)["detail"], StringComparison.Ordinal);
        (await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/keys/{first[..12]}")).Expect(200);
        (await old.ReadAsync(tenant.Path)).Expect(401);
        (await @new.ReadAsync(tenant.Path)).Expect(200);
        Assert.Equal("key-not-live", (await tenant.Operator.SendAsync($"{tenant.Path}/keys/{first[..12]}/rotate", "{}")).Expect(409)["code"]);
        (await tenant.Operator.SendAsync($"{tenant.Path}/keys/{next["key"][..12]}/rotate", """{"expiresInDays":90}""")).Expect(201);
    }

    [Theory]
    [InlineData("""{"kind":"support","label":"x","routes":["nonsense"]}""", "routes-invalid")]
    [InlineData("""{"kind":"support","label":"x","routes":["GET /api/../x"]}""", "routes-invalid")]
    [InlineData("""{"kind":"support","label":"x","expiresInDays":0}""", "expiry-invalid")]
    public async Task A_key_that_cannot_be_is_refused(string wish, string code)
    {
        var tenant = await Tenant.CreateAsync(server);
        Assert.Equal(code, (await tenant.Operator.SendAsync(tenant.Path + "/keys", wish)).Expect(400)["code"]);
    }

    [Fact]
    public async Task What_is_read_with_a_key_or_refused_to_it_is_in_the_journal()
    {
        var tenant = await Tenant.CreateAsync(server);
        var secret = await tenant.KeyAsync("support");
        using var key = server.Client(secret);
        (await key.ReadAsync(tenant.Path + "/users")).Expect(200);
        (await key.SendAsync(tenant.Path + "/users/nobody/block")).Expect(403);
        (await key.ReadAsync(tenant.Path + "/journal?latest=50")).Expect(200);

        var items = (await tenant.Operator.ReadAsync(tenant.Path + "/journal?latest=50")).Expect(200).Json.GetProperty("items").EnumerateArray()
            .Where(static item => item.GetProperty("kind").GetString() == "keyUsed").Select(static item => $"{item.GetProperty("actor")} {item.GetProperty("verb")} {item.GetProperty("status")}").ToList();

        Assert.Equal([$"{secret[..12]} GET 200", $"{secret[..12]} POST 403"], items);
    }

    private static async Task<string> NarrowedAsync(Tenant tenant, string kind, params string[] routes) =>
        (await tenant.Operator.SendAsync(tenant.Path + "/keys", $$"""{"kind":"{{kind}}","label":"test","routes":[{{string.Join(',', routes.Select(static route => $"\"{route}\""))}}]}""")).Expect(201)["key"];
}
