using System.Security.Cryptography;

namespace Rollcall.Server.Tests;

/// <summary>A fresh account with an enabled Entra ID directory and a token: no test sees what another wrote.</summary>
internal sealed class Tenant
{
    private Tenant(TestServer server, HttpClient op, string subdomain)
    {
        Server = server;
        Operator = op;
        Subdomain = subdomain;
    }

    public TestServer Server { get; }

    /// <summary>The local operator.</summary>
    public HttpClient Operator { get; }

    public string Subdomain { get; }

    public string Path => "/api/accounts/" + Subdomain;

    public string Id { get; private set; } = "";

    public string Directory { get; private set; } = "";

    public string BaseUrl { get; private set; } = "";

    public string Token { get; private set; } = "";

    /// <summary>The base path below the server's address.</summary>
    public string Scim => new Uri(BaseUrl).AbsolutePath;

    public static async Task<Tenant> CreateAsync(TestServer server, int licenses = 10, string idp = "entra")
    {
        var tenant = new Tenant(server, server.Operator(), "t" + RandomNumberGenerator.GetHexString(12, lowercase: true));
        tenant.Id = (await tenant.Operator.SendAsync("/api/accounts", $$"""{"subdomain":"{{tenant.Subdomain}}"}""")).Expect(201)["id"];
        (await tenant.Operator.AskAsync("PUT", tenant.Path + "/licenses", $$"""{"total":{{licenses}}}""")).Expect(200);
        var directory = (await tenant.Operator.SendAsync(tenant.Path + "/directories", $$"""{"label":"Entra","idp":"{{idp}}","enable":true}""")).Expect(201);
        tenant.Directory = directory["id"];
        tenant.BaseUrl = directory["baseUrl"];
        tenant.Token = await tenant.TokenAsync();
        return tenant;
    }

    public async Task<string> TokenAsync(string body = "{}") => (await Operator.SendAsync($"{Path}/directories/{Directory}/tokens", body)).Expect(201)["token"];

    public async Task<string> KeyAsync(string kind) => (await Operator.SendAsync(Path + "/keys", $$"""{"kind":"{{kind}}","label":"test"}""")).Expect(201)["key"];

    /// <summary>The identity provider.</summary>
    public HttpClient Idp() => Server.Client(Token);

    /// <summary>Pushes a user; answers its SCIM id.</summary>
    public async Task<string> PushAsync(string userName, string? email = null, bool active = true)
    {
        var emails = email is null ? "" : $$""","emails":[{"type":"work","primary":true,"value":"{{email}}"}]""";
        var body = $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"externalId":"x-{{userName}}","userName":"{{userName}}","active":{{(active ? "true" : "false")}}{{emails}}}""";
        using var idp = Idp();
        return (await idp.AskAsync("POST", Scim + "/Users", body, "application/scim+json")).Expect(201)["id"];
    }
}
