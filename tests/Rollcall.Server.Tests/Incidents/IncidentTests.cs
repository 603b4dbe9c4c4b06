using System.Text.Json;

namespace Rollcall.Server.Tests.Incidents;

/// <summary>What has gone wrong at others, tried here. The page docs/reference/incidents.md is made of these names; other incidents stand at the tests that cover them anyway.</summary>
public sealed class IncidentTests(TestServer server)
{
    private const string Scim = "application/scim+json";
    private const string UserSchema = "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]";
    private const string PatchSchema = "\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]";

    [Theory]
    [InlineData("/Users%2F")]
    [InlineData("%2fUsers")]
    [InlineData("/Users%252f")]
    [InlineData("/Users;admin=true")]
    [InlineData("//Users")]
    [InlineData("/./Users")]
    [InlineData("/%55sers")]
    [InlineData("/Users/")]
    [InlineData("/Users/%c0%af")]
    [Trait("incident", "CVE-2026-32130")]
    [Trait("incident", "CVE-2026-0976")]
    public async Task A_path_written_otherwise_meets_the_same_door(string path)
    {
        var tenant = await Tenant.CreateAsync(server);
        using var nobody = server.Client();
        foreach (var verb in new[] { "GET", "POST", "PATCH", "DELETE" })
        {
            (await nobody.AskAsync(verb, tenant.Scim + path, verb is "POST" or "PATCH" ? "{}" : null, Scim)).Expect(401);
        }
    }

    [Theory]
    [InlineData("PUT", "\"id\":\"{other}\",")]
    [InlineData("PUT", "\"id\":7,")]
    [InlineData("PATCH", "{other}")]
    [Trait("incident", "keycloak#46658")]
    public async Task Only_the_resource_of_the_path_changes_whatever_id_the_body_bears(string verb, string id)
    {
        var tenant = await Tenant.CreateAsync(server);
        var (own, other) = (await tenant.PushAsync("own@acme.example"), await tenant.PushAsync("other@acme.example"));
        using var idp = tenant.Idp();
        var before = (await idp.ReadAsync($"{tenant.Scim}/Users/{other}")).Expect(200).Json.ToString();
        id = id.Replace("{other}", other, StringComparison.Ordinal);
        var body = verb == "PUT"
            ? $"{{{UserSchema},{id}\"userName\":\"own@acme.example\",\"title\":\"taken over\"}}"
            : $"{{{PatchSchema},\"id\":\"{id}\",\"Operations\":[{{\"op\":\"replace\",\"value\":{{\"id\":\"{id}\",\"title\":\"taken over\"}}}}]}}";

        var answer = await idp.AskAsync(verb, $"{tenant.Scim}/Users/{own}", body, Scim);

        Assert.True(answer.Status is 200 or 400, answer.Json.ToString());
        Assert.Equal(before, (await idp.ReadAsync($"{tenant.Scim}/Users/{other}")).Expect(200).Json.ToString());
        Assert.Equal(own, (await idp.ReadAsync($"{tenant.Scim}/Users/{own}")).Expect(200)["id"]);
    }

    [Fact]
    [Trait("incident", "CVE-2025-41115")]
    public async Task An_externalId_never_leads_to_an_id_of_ours()
    {
        var tenant = await Tenant.CreateAsync(server);
        var admin = await tenant.PushAsync("admin@acme.example", "admin@acme.example");
        using var idp = tenant.Idp();
        var user = (await tenant.Operator.ReadAsync(tenant.Path + "/users")).Expect(200)["items.0.id"];
        var ids = new HashSet<string> { admin };
        foreach (var external in new[] { "0", "1", "-1", "admin", admin, user, tenant.Id, tenant.Directory })
        {
            var made = (await idp.AskAsync("POST", tenant.Scim + "/Users", $"{{{UserSchema},\"id\":\"{admin}\",\"externalId\":\"{external}\",\"userName\":\"x{external}@acme.example\"}}", Scim)).Expect(201);
            Assert.True(ids.Add(made["id"]), "An id was given twice.");
            (await idp.ReadAsync($"{tenant.Scim}/Users/{(external == admin ? "1" : external)}")).Expect(404);
        }

        Assert.Equal("admin@acme.example", (await idp.ReadAsync($"{tenant.Scim}/Users/{admin}")).Expect(200)["userName"]);
    }

    [Theory]
    [InlineData("__proto__.polluted")]
    [InlineData("constructor.prototype.polluted")]
    [InlineData("name.__proto__.polluted")]
    [InlineData("meta.polluted")]
    [InlineData("../id")]
    [Trait("incident", "CVE-2026-48170")]
    public async Task A_dotted_key_reaches_nothing_but_attributes(string key)
    {
        var tenant = await Tenant.CreateAsync(server);
        var id = await tenant.PushAsync("p@acme.example");
        using var idp = tenant.Idp();
        var before = (await idp.ReadAsync($"{tenant.Scim}/Users/{id}")).Json.ToString();
        foreach (var operation in new[] { $"{{\"op\":\"add\",\"value\":{{\"{key}\":\"yes\"}}}}", $"{{\"op\":\"replace\",\"path\":\"{key}\",\"value\":\"yes\"}}" })
        {
            Assert.True((await idp.AskAsync("PATCH", $"{tenant.Scim}/Users/{id}", $"{{{PatchSchema},\"Operations\":[{operation}]}}", Scim)).Status is 200 or 400);
        }

        Assert.Equal(before, (await idp.ReadAsync($"{tenant.Scim}/Users/{id}")).Json.ToString());
    }

    [Theory]
    [InlineData("\"groups\":[{\"value\":\"x\"}]")]
    [InlineData("\"meta\":{\"version\":\"9\",\"created\":\"1970-01-01T00:00:00Z\",\"resourceType\":\"Group\"}")]
    [InlineData("\"owner_key\":1,\"license\":\"assigned\",\"account\":1,\"scheme_admin\":true")]
    [Trait("incident", "keycloak#50991")]
    [Trait("incident", "keycloak#50987")]
    [Trait("incident", "CVE-2026-7387")]
    [Trait("incident", "SecuritySkills#345")]
    public async Task What_is_ours_to_say_cannot_be_written(string attributes)
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 0);
        var id = await tenant.PushAsync("m@acme.example", "m@acme.example");
        using var idp = tenant.Idp();
        using var wanted = JsonDocument.Parse("{" + attributes + "}");
        foreach (var (verb, path, body) in new[]
        {
            ("PUT", $"/Users/{id}", $"{{{UserSchema},\"userName\":\"m@acme.example\",{attributes}}}"),
            ("PATCH", $"/Users/{id}", $"{{{PatchSchema},\"Operations\":[{{\"op\":\"replace\",\"value\":{{{attributes}}}}}]}}"),
            ("POST", "/Users", $"{{{UserSchema},\"userName\":\"n@acme.example\",{attributes}}}"),
        })
        {
            var answer = await idp.AskAsync(verb, tenant.Scim + path, body, Scim);
            Assert.True(answer.Status is 200 or 201 or 400, answer.Json.ToString());
            foreach (var name in wanted.RootElement.EnumerateObject().Where(static p => p.Name != "meta"))
            {
                Assert.Equal("", (await idp.ReadAsync($"{tenant.Scim}/Users/{id}"))[name.Name]);
            }
        }

        var found = (await idp.ReadAsync($"{tenant.Scim}/Users/{id}")).Expect(200);
        Assert.Equal("User", found["meta.resourceType"]);
        Assert.StartsWith("20", found["meta.created"], StringComparison.Ordinal);
        Assert.Equal("0", (await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200)["assigned"]);
    }

    [Theory]
    [InlineData("PATCH", "\"Operations\":[{\"op\":\"Replace\",\"path\":\"active\",\"value\":false}]")]
    [InlineData("PATCH", "\"Operations\":[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}]")]
    [InlineData("PATCH", "\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]")]
    [InlineData("PATCH", "\"Operations\":[{\"op\":\"add\",\"path\":\"urn:ietf:params:scim:schemas:core:2.0:User:active\",\"value\":false}]")]
    [InlineData("PUT", "\"userName\":\"leaver@acme.example\",\"active\":false,\"emails\":[{\"type\":\"work\",\"primary\":true,\"value\":\"leaver@acme.example\"}]")]
    [InlineData("DELETE", "")]
    [Trait("incident", "authentik#25081")]
    [Trait("incident", "agent-bom#3535")]
    [Trait("incident", "CUDly#1541")]
    [Trait("incident", "autentico#170")]
    [Trait("incident", "flask-security#117")]
    [Trait("incident", "CVE-2023-22650")]
    [Trait("incident", "better-auth#10242")]
    public async Task Who_is_deactivated_connects_no_more_however_it_was_said(string verb, string body)
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 1);
        var id = await tenant.PushAsync("leaver@acme.example", "leaver@acme.example");
        using var idp = tenant.Idp();
        using var gateway = server.Client(await tenant.KeyAsync("gateway"));
        const string Connect = """{"email":"leaver@acme.example","device":"laptop"}""";
        Assert.Equal("allowed", (await gateway.SendAsync("/client/v1/connect", Connect)).Expect(200)["decision"]);
        var whole = verb == "DELETE" ? null : $"{{{(verb == "PATCH" ? PatchSchema : UserSchema)},{body}}}";

        Assert.True((await idp.AskAsync(verb, $"{tenant.Scim}/Users/{id}", whole, Scim)).Status is 200 or 204);

        Assert.Equal("refused", (await gateway.SendAsync("/client/v1/connect", Connect)).Expect(200)["decision"]);
        Assert.Equal("0", (await tenant.Operator.ReadAsync(tenant.Path + "/licenses")).Expect(200)["assigned"]);
    }

    [Fact]
    [Trait("incident", "CVE-2026-9092")]
    [Trait("incident", "CVE-2023-3128")]
    [Trait("incident", "ciso-assistant#4658")]
    [Trait("incident", "eneo#443")]
    [Trait("incident", "sourcegraph#49016")]
    [Trait("incident", "onyx#8959")]
    public async Task The_same_email_links_nobody()
    {
        var tenant = await Tenant.CreateAsync(server, licenses: 5);
        var first = await tenant.PushAsync("first@acme.example", "shared@acme.example");
        var second = await tenant.PushAsync("second@acme.example", "SHARED@acme.example");
        using var idp = tenant.Idp();

        Assert.NotEqual(first, second);
        Assert.Equal("first@acme.example", (await idp.ReadAsync($"{tenant.Scim}/Users/{first}"))["userName"]);
        Assert.Equal(2, (await tenant.Operator.ReadAsync(tenant.Path + "/users")).Expect(200).Json.GetProperty("items").GetArrayLength());
        Assert.Equal("1", (await tenant.Operator.ReadAsync(tenant.Path + "/licenses"))["assigned"]);
    }

    [Fact]
    [Trait("incident", "CVE-2022-1680")]
    [Trait("incident", "vouch#310")]
    [Trait("incident", "keycloak#50985")]
    [Trait("incident", "keycloak#50986")]
    [Trait("incident", "keycloak#52599")]
    public async Task A_token_sees_and_changes_nobody_of_another_directory_even_in_its_own_account()
    {
        var tenant = await Tenant.CreateAsync(server);
        var theirs = await tenant.PushAsync("theirs@acme.example", "theirs@acme.example");
        var second = (await tenant.Operator.SendAsync(tenant.Path + "/directories", """{"label":"Okta","idp":"okta","enable":true}""")).Expect(201);
        var token = (await tenant.Operator.SendAsync($"{tenant.Path}/directories/{second["id"]}/tokens", "{}")).Expect(201)["token"];
        var path = new Uri(second["baseUrl"]).AbsolutePath;
        using var stranger = server.Client(token);
        using var owner = tenant.Idp();
        (await owner.AskAsync("POST", tenant.Scim + "/Groups", $"{{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"hidden\",\"members\":[{{\"value\":\"{theirs}\"}}]}}", Scim)).Expect(201);

        (await stranger.ReadAsync($"{path}/Users/{theirs}")).Expect(404);
        (await stranger.AskAsync("PATCH", $"{path}/Users/{theirs}", $"{{{PatchSchema},\"Operations\":[{{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"evil@evil.example\"}}]}}", Scim)).Expect(404);
        (await stranger.AskAsync("PUT", $"{path}/Users/{theirs}", $"{{{UserSchema},\"userName\":\"evil\"}}", Scim)).Expect(404);
        (await stranger.AskAsync("DELETE", $"{path}/Users/{theirs}")).Expect(404);
        Assert.Equal("0", (await stranger.ReadAsync($"{path}/Users?filter=externalId%20eq%20%22x-theirs@acme.example%22")).Expect(200)["totalResults"]);
        Assert.Equal("0", (await stranger.ReadAsync($"{path}/Groups?filter=members.value%20eq%20%22{theirs}%22")).Expect(200)["totalResults"]);
        Assert.Equal("theirs@acme.example", (await owner.ReadAsync($"{tenant.Scim}/Users/{theirs}")).Expect(200)["emails.0.value"]);
    }

    [Theory]
    [InlineData("userName", "\"userName\":\"LEAVER@acme.example\"", "userName eq \"Leaver@acme.example\"")]
    [InlineData("externalId", "\"userName\":\"new@acme.example\",\"externalId\":\"x-leaver@acme.example\"", "externalId eq \"x-leaver@acme.example\"")]
    [Trait("incident", "keycloak-scim-server#74")]
    [Trait("incident", "lightdash#22402")]
    [Trait("incident", "Metatavu#114")]
    public async Task What_a_409_names_the_same_token_finds(string attribute, string names, string filter)
    {
        var tenant = await Tenant.CreateAsync(server);
        var id = await tenant.PushAsync("leaver@acme.example", active: false);
        using var idp = tenant.Idp();

        var refused = (await idp.AskAsync("POST", tenant.Scim + "/Users", $"{{{UserSchema},{names}}}", Scim)).Expect(409);

        Assert.Equal("uniqueness", refused["scimType"]);
        Assert.Contains(attribute, refused["detail"], StringComparison.Ordinal);
        Assert.Equal(id, (await idp.ReadAsync($"{tenant.Scim}/Users?filter={Uri.EscapeDataString(filter)}")).Expect(200)["Resources.0.id"]);
    }

    [Theory]
    [InlineData("\"userName\":\"a\",\"userName\":\"b\"")]
    [InlineData("\"userName\":\"a\",\"USERNAME\":\"b\"")]
    [InlineData("\"userName\":\"a\",\"name\":{\"givenName\":\"x\",\"givenName\":\"y\"}")]
    [InlineData("\"userName\":\"a\",\"active\":true,\"\\u0061ctive\":false")]
    [Trait("incident", "doyensec-scim-hunting")]
    public async Task One_name_twice_is_refused_and_not_read_in_two_ways(string members)
    {
        var tenant = await Tenant.CreateAsync(server);
        using var idp = tenant.Idp();

        var answer = (await idp.AskAsync("POST", tenant.Scim + "/Users", $"{{{UserSchema},{members}}}", Scim)).Expect(400);

        Assert.Equal("invalidSyntax", answer["scimType"]);
        Assert.Equal("0", (await idp.ReadAsync(tenant.Scim + "/Users"))["totalResults"]);
    }

    [Fact]
    [Trait("incident", "tale#2036")]
    [Trait("incident", "Cogtrix#246")]
    [Trait("incident", "Cogtrix#303")]
    public async Task The_names_of_another_account_are_free_and_nothing_tells_of_them()
    {
        var (mine, theirs) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        var id = await theirs.PushAsync("anna@acme.example", "anna@acme.example");
        using var idp = mine.Idp();
        using var others = theirs.Idp();
        var before = (await others.ReadAsync($"{theirs.Scim}/Users/{id}")).Json.ToString();

        var own = await mine.PushAsync("anna@acme.example", "anna@acme.example");

        Assert.NotEqual(id, own);
        (await idp.AskAsync("DELETE", $"{mine.Scim}/Users/{id}")).Expect(404);
        (await idp.AskAsync("POST", mine.Scim + "/Groups", $"{{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"g\",\"members\":[{{\"value\":\"{id}\"}}]}}", Scim)).Expect(400);
        Assert.Equal(before, (await others.ReadAsync($"{theirs.Scim}/Users/{id}")).Expect(200).Json.ToString());
    }
}
