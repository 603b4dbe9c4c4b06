namespace Rollcall.Server.Tests.Security;

/// <summary>Who may do what (product rule 2): a table of requests by role.</summary>
public sealed class RoleTests(TestServer server)
{
    public static TheoryData<string, string> Matrix => Tables.Read("roles.cases");

    [Theory]
    [MemberData(nameof(Matrix))]
    [Trait("incident", "keycloak#46859")]
    [Trait("incident", "keycloak#47262")]
    [Trait("incident", "keycloak#47536")]
    public async Task A_role_may_do_what_the_table_says(string request, string expected)
    {
        var tenant = await Tenant.CreateAsync(server);
        var parts = request.Split(' ', 3);
        var path = parts[1].Replace("{a}", tenant.Path, StringComparison.Ordinal).Replace("{d}", tenant.Directory, StringComparison.Ordinal);
        var @operator = (await tenant.Operator.SendAsync("/api/operators/keys", """{"label":"test"}""")).Expect(201)["key"];
        var keys = new (string Role, string Key)[]
        {
            ("support", await tenant.KeyAsync("support")),
            ("gateway", await tenant.KeyAsync("gateway")),
            ("administrator", await tenant.KeyAsync("administrator")),
            ("operator", @operator),
        };
        using var client = server.Client();
        var allowed = new List<string>();
        foreach (var (role, key) in keys)
        {
            var answer = await client.AskAsync(parts[0], path, parts.Length > 2 ? parts[2] : null, authorization: "Bearer " + key);
            if (answer.Status == 403)
            {
                Assert.Equal("forbidden", answer["code"]);
            }
            else
            {
                Assert.True(answer.Status is (>= 200 and < 300) or 400 or 404 or 409, $"{role}: {answer.Status} {answer.Json}");
                allowed.Add(role);
            }
        }

        Assert.Equal(expected, allowed.Count == 0 ? "nobody" : string.Join(' ', allowed));
    }

    [Fact]
    [Trait("incident", "Cogtrix#303")]
    public async Task A_strangers_account_answers_as_a_missing_one()
    {
        var (mine, theirs) = (await Tenant.CreateAsync(server), await Tenant.CreateAsync(server));
        using var client = server.Client(await mine.KeyAsync("administrator"));

        var foreign = (await client.ReadAsync(theirs.Path)).Expect(404);
        var missing = (await client.ReadAsync("/api/accounts/nobody-has-this")).Expect(404);

        Assert.Equal(missing.Json.ToString(), foreign.Json.ToString());
    }
}
