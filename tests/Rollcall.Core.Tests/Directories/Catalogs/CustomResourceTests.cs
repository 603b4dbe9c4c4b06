using System.Text.Json.Nodes;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories.Catalogs;

/// <summary>Resources of types that an account defined, and extensions of User and Group, on both stores.</summary>
public sealed class CustomResourceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_custom_type_lives_from_create_to_delete(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await OpenAsync(test);
        var (status, body) = await scim.SendAsync(ScimOperation.Create, "/Devices", DeviceBody("SN-1", "Phone", "ext-1"));
        Assert.Equal(201, status);
        var id = body!["id"]!.GetValue<string>();
        Assert.Equal(("SN-1", "Device", "https://rollcall.example/scim/v2/a/d/Devices/" + id), (body["serialNumber"]!.GetValue<string>(), body["meta"]!["resourceType"]!.GetValue<string>(), body["meta"]!["location"]!.GetValue<string>()));
        Assert.Equal(409, (await scim.SendAsync(ScimOperation.Create, "/Devices", DeviceBody("SN-1", "Other"))).Status);
        Assert.Equal(400, (await scim.SendAsync(ScimOperation.Create, "/Devices", """{"schemas":["urn:example:scim:schemas:device:1.0:Device"],"displayName":"x"}""")).Status);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Devices", DeviceBody("sn-1", "Tablet"))).Status);
        Assert.Equal(404, (await scim.SendAsync(ScimOperation.Get, "/Users/" + id)).Status);
        Assert.Equal(2, await CountAsync(scim, null));
        foreach (var (filter, found) in new[] { ("serialNumber eq \"SN-1\"", 1), ("displayName sw \"t\"", 1), ("externalId eq \"ext-1\"", 1), ("active eq false", 1), ("emails eq \"A@x.example\"", 1), ($"id eq \"{id}\"", 1), ("weight gt 1", 1), ("meta.resourceType eq \"Device\"", 2) })
        {
            Assert.True(found == await CountAsync(scim, filter), filter);
        }

        (status, body) = await scim.SendAsync(ScimOperation.Patch, "/Devices/" + id, ScimBench.Patch("""{"op":"replace","path":"serialNumber","value":"SN-2"},{"op":"replace","path":"owner.value","value":"anna"}"""));
        Assert.True(status is 200 or 204, body?.ToJsonString());
        Assert.Equal(409, (await scim.SendAsync(ScimOperation.Patch, "/Devices/" + id, ScimBench.Patch("""{"op":"replace","path":"serialNumber","value":"sn-1"}"""))).Status);
        Assert.Equal(200, (await scim.SendAsync(ScimOperation.Replace, "/Devices/" + id, DeviceBody("SN-3", "Phone"))).Status);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Devices", DeviceBody("SN-1", "Again"))).Status);
        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Delete, "/Devices/" + id)).Status);
        Assert.Equal(404, (await scim.SendAsync(ScimOperation.Get, "/Devices/" + id)).Status);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Devices", DeviceBody("SN-3", "Free again"))).Status);
        Assert.Equal(3, await CountAsync(scim, null));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task An_extension_of_user_is_kept_found_and_unique(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await OpenAsync(test);
        var (status, body) = await scim.SendAsync(ScimOperation.Create, "/Users", UserBody("anna", "7", "red"));
        Assert.Equal((201, "red"), (status, body![Documents.BadgeUrn]!["colour"]!.GetValue<string>()));
        var id = body["id"]!.GetValue<string>();
        (status, body) = await scim.SendAsync(ScimOperation.Create, "/Users", UserBody("bert", "7", "blue"));
        Assert.Equal(409, status);
        Assert.Contains(Documents.BadgeUrn + ":number", body!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Users", UserBody("bert", "8", "blue"))).Status);
        Assert.Equal(1, (await scim.SendAsync(ScimOperation.List, "/Users", filter: $"{Documents.BadgeUrn}:colour eq \"RED\"")).Body!["totalResults"]!.GetValue<int>());
        Assert.True((await scim.SendAsync(ScimOperation.Patch, "/Users/" + id, ScimBench.Patch($$"""{"op":"replace","path":"{{Documents.BadgeUrn}}:number","value":"9"}"""))).Status is 200 or 204);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Users", UserBody("carl", "7", "red"))).Status);
        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Delete, "/Users/" + id)).Status);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Users", UserBody("dora", "9", "red"))).Status);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task An_extension_of_group_is_unique_too(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Generic);
        const string urn = "urn:example:scim:schemas:cost:1.0:Group";
        await LoadAsync(
            scim,
            $$"""{"id":"{{urn}}","attributes":[{"name":"centre","type":"string","uniqueness":"server"}]}""",
            $$"""{"name":"Group","endpoint":"/Groups","schema":"urn:ietf:params:scim:schemas:core:2.0:Group","schemaExtensions":[{"schema":"{{urn}}","required":false}]}""");
        string Body(string name, string centre) => $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","{{urn}}"],"displayName":"{{name}}","{{urn}}":{ "centre":"{{centre}}" } }""";
        var (status, body) = await scim.SendAsync(ScimOperation.Create, "/Groups", Body("One", "A"));
        Assert.Equal(201, status);
        var path = "/Groups/" + body!["id"]!.GetValue<string>();
        Assert.Equal(409, (await scim.SendAsync(ScimOperation.Create, "/Groups", Body("Two", "a"))).Status);
        Assert.Equal(200, (await scim.SendAsync(ScimOperation.Replace, path, Body("One", "B"))).Status);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Groups", Body("Two", "a"))).Status);
        Assert.Equal(409, (await scim.SendAsync(ScimOperation.Replace, path, Body("One", "A"))).Status);
        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Delete, path)).Status);
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Groups", Body("Three", "B"))).Status);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_schema_of_one_account_is_nowhere_in_another(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var acme = await OpenAsync(test);
        var globex = await ScimBench.OpenAsync(test.Store, ScimProfile.Strict, subdomain: "globex");
        await globex.ReadCatalogAsync();
        Assert.Same(AccountCatalog.Standard, globex.Catalog);
        Assert.Equal(400, (await globex.SendAsync(ScimOperation.Create, "/Users", UserBody("anna", "7", "red"))).Status);
        await LoadAsync(globex, Documents.Device, Documents.DeviceType);
        Assert.Equal(201, (await acme.SendAsync(ScimOperation.Create, "/Devices", DeviceBody("SN-1", "Phone"))).Status);
        Assert.Equal(201, (await globex.SendAsync(ScimOperation.Create, "/Devices", DeviceBody("SN-1", "Phone"))).Status);
        Assert.Equal((1, 1), (await CountAsync(acme, null), await CountAsync(globex, null)));
        Assert.Null(globex.Catalog.Schemas.FindSchema(Documents.BadgeUrn));
        Assert.Empty(await test.Store.ReadAsync((s, c) => IndexedAttributesTable.AllAsync(s, globex.Account.Number, c), Ct) is var rows ? rows.Where(r => r.Path.Contains(Documents.BadgeUrn, StringComparison.Ordinal)) : []);
        var effects = (await test.Store.ReadAsync((s, c) => ChangesTable.AfterAsync(s, globex.Account.Number, 0, 100, c), Ct)).Where(r => r.Kind == ChangeKind.SchemasChanged).Select(r => r.Effects!);
        Assert.DoesNotContain(effects, e => e.Contains("badge", StringComparison.Ordinal));
    }

    internal static async Task<ScimBench> OpenAsync(TestStore test)
    {
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Generic);
        await LoadAsync(scim, Documents.Badge, Documents.BadgeOnUser, Documents.Device, Documents.DeviceType);
        return scim;
    }

    internal static async Task LoadAsync(ScimBench scim, params string[] documents)
    {
        Assert.True((await new SchemaDesk(scim.Store, TimeProvider.System).ApplyAsync(scim.Account.Number, Documents.Put(documents), Asked.By())).Done().Applied);
        await scim.ReadCatalogAsync();
    }

    internal static string DeviceBody(string serial, string name, string? externalId = null) => new JsonObject
    {
        ["schemas"] = new JsonArray(Documents.DeviceUrn),
        ["externalId"] = externalId,
        ["serialNumber"] = serial,
        ["displayName"] = name,
        ["active"] = externalId is null ? null : false,
        ["emails"] = externalId is null ? null : new JsonArray("a@X.example", "b@x.example"),
        ["weight"] = externalId is null ? null : 1.5m,
    }.ToJsonString();

    internal static string UserBody(string name, string number, string colour) => new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", Documents.BadgeUrn),
        ["userName"] = name,
        [Documents.BadgeUrn] = new JsonObject { ["number"] = number, ["colour"] = colour },
    }.ToJsonString();

    private static async Task<int> CountAsync(ScimBench scim, string? filter)
    {
        var (status, body) = await scim.SendAsync(ScimOperation.List, "/Devices", filter: filter);
        Assert.True(status == 200, body?.ToJsonString());
        return body!["totalResults"]!.GetValue<int>();
    }
}
