namespace Rollcall.Server.Tests.Intake;

/// <summary>An account with a resource type of its own, Device, and a client of its directory.</summary>
internal sealed class Wares : IDisposable
{
    public const string DeviceUrn = "urn:example:scim:schemas:device:1.0:Device";
    public const string BadgeUrn = "urn:example:scim:schemas:badge:1.0:User";
    public const string CostUrn = "urn:example:scim:schemas:cost:1.0:Group";

    public const string Device = $$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Schema"],"id":"{{DeviceUrn}}","name":"Device","attributes":[
          {"name":"serialNumber","type":"string","required":true,"caseExact":true,"uniqueness":"server"},
          {"name":"displayName","type":"string","returned":"always"},
          {"name":"model","type":"string","canonicalValues":["phone","tablet"]},
          {"name":"weight","type":"integer"},
          {"name":"bought","type":"dateTime","mutability":"immutable"},
          {"name":"seen","type":"dateTime","mutability":"readOnly"},
          {"name":"pin","type":"string","mutability":"writeOnly","returned":"never"},
          {"name":"notes","type":"string","returned":"request"},
          {"name":"owner","type":"complex","subAttributes":[{"name":"value","type":"string","caseExact":true},{"name":"secret","type":"string","returned":"never"}]},
          {"name":"tags","type":"string","multiValued":true}]}
        """;

    public const string DeviceType = $$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"Device","name":"Device","endpoint":"/Devices","schema":"{{DeviceUrn}}"}
        """;

    public const string Badge = $$"""
        {"id":"{{BadgeUrn}}","name":"Badge","attributes":[{"name":"number","type":"string","uniqueness":"server"},{"name":"colour","type":"string"},{"name":"pin","type":"string","returned":"never"}]}
        """;

    public const string BadgeOnUser = $$"""
        {"name":"User","endpoint":"/Users","schema":"urn:ietf:params:scim:schemas:core:2.0:User","schemaExtensions":[{"schema":"{{BadgeUrn}}","required":false}]}
        """;

    public const string Cost = $$"""
        {"id":"{{CostUrn}}","name":"Cost","attributes":[{"name":"centre","type":"string"}]}
        """;

    public const string CostOnGroup = $$"""
        {"name":"Group","endpoint":"/Groups","schema":"urn:ietf:params:scim:schemas:core:2.0:Group","schemaExtensions":[{"schema":"{{CostUrn}}","required":true}]}
        """;

    private readonly HttpClient _idp;

    private Wares(Tenant tenant)
    {
        Tenant = tenant;
        _idp = tenant.Idp();
    }

    public Tenant Tenant { get; }

    public static async Task<Wares> OpenAsync(TestServer server, string idp = "generic", params string[] documents)
    {
        var wares = new Wares(await Tenant.CreateAsync(server, idp: idp));
        if (documents.Length > 0)
        {
            await wares.LoadAsync(documents);
        }

        return wares;
    }

    /// <summary>Loads schemas and types as an administrator.</summary>
    public async Task<Answered> LoadAsync(params string[] documents) =>
        (await Tenant.Operator.SendAsync(Tenant.Path + "/schemas", $"[{string.Join(',', documents)}]")).Expect(200);

    /// <summary>Asks as the identity provider.</summary>
    public Task<Answered> AskAsync(string verb, string path, string? body = null) => _idp.AskAsync(verb, Tenant.Scim + path, body, "application/scim+json");

    public async Task<Answered> CreateAsync(string serial, string more = "") => (await AskAsync("POST", "/Devices", DeviceBody(serial, more))).Expect(201);

    public Task<Answered> PatchAsync(string path, string operations) =>
        AskAsync("PATCH", path, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""");

    /// <summary>What a list shows of one attribute, in its order.</summary>
    public async Task<string> ListAsync(string endpoint, string query, string attribute)
    {
        var list = (await AskAsync("GET", $"{endpoint}?{query}")).Expect(200);
        return list.Json.TryGetProperty("Resources", out var found) ? string.Join(' ', found.EnumerateArray().Select(r => r.GetProperty(attribute).ToString())) : "";
    }

    public Task<string> FindAsync(string filter, string more = "") => ListAsync("/Devices", $"filter={Uri.EscapeDataString(filter)}{more}", "serialNumber");

    public static string DeviceBody(string serial, string more = "") => $$"""{"schemas":["{{DeviceUrn}}"],"serialNumber":"{{serial}}"{{more}}}""";

    public static string UserBody(string name, string badge) =>
        $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{BadgeUrn}}"],"userName":"{{name}}","active":true,"{{BadgeUrn}}":{{badge}}}""";

    public void Dispose() => _idp.Dispose();
}
