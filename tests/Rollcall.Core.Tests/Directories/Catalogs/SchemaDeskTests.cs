using System.Text;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories.Catalogs;

/// <summary>What an account may define, and what is refused once resources carry it.</summary>
public sealed class SchemaDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Breaks => Tables.Read("breaks.cases");

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_change_of_a_schema_breaks_what_the_table_says(string change, string expected)
    {
        var parts = change.Split(" -> ");
        var (before, after) = (Schema(parts[0]), Schema(parts[1]));
        Assert.Equal(expected, SchemaRules.Breaks(before, after) is { Count: > 0 } breaks ? string.Join("; ", breaks) : "nothing");
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task What_resources_carry_is_not_broken_under_them(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await CustomResourceTests.OpenAsync(test);
        var desk = new SchemaDesk(test.Store, TimeProvider.System);
        var account = scim.Account.Number;
        var noColour = Documents.Badge.Replace("""{"name":"colour","type":"string"},""", "", StringComparison.Ordinal);
        var required = Documents.BadgeOnUser.Replace("false", "true", StringComparison.Ordinal);
        var moved = Documents.DeviceType.Replace("/Devices", "/Things", StringComparison.Ordinal);
        async Task<string> AskAsync(SchemaWish wish) => (await desk.PreviewAsync(account, wish, Ct)).Match(o => o.Changes.Count == 0 ? "nothing" : "fine", r => r.Code);

        // Nobody carries anything yet: all of it is fine.
        foreach (var wish in new[] { Documents.Put(noColour), Documents.Put(required), Documents.Put(moved), new SchemaWish { DropType = "device" }, new SchemaWish { DropType = "User" } })
        {
            Assert.Equal("fine", await AskAsync(wish));
        }

        Assert.Equal("nothing", await AskAsync(Documents.Put(Documents.Badge)));
        Assert.Equal("schema-referenced", await AskAsync(new SchemaWish { DropSchema = Documents.BadgeUrn.ToUpperInvariant() }));

        var user = await CreateAsync(scim, "/Users", CustomResourceTests.UserBody("anna", "7", "red"));
        var device = await CreateAsync(scim, "/Devices", CustomResourceTests.DeviceBody("SN-1", "Phone"));
        Assert.Equal("schema-in-use", await AskAsync(Documents.Put(noColour)));
        Assert.Equal("resource-type-in-use", await AskAsync(Documents.Put(required)));
        Assert.Equal("resource-type-in-use", await AskAsync(Documents.Put(moved)));
        Assert.Equal("resource-type-in-use", await AskAsync(new SchemaWish { DropType = "device" }));
        Assert.Equal("schema-in-use", await AskAsync(new SchemaWish { DropType = "User" }));
        Assert.Equal("fine", await AskAsync(Documents.Put(Documents.Badge.Replace("{\"name\":\"level\"", "{\"name\":\"new\",\"type\":\"string\"},{\"name\":\"level\"", StringComparison.Ordinal))));

        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Delete, user)).Status);
        Assert.Equal(204, (await scim.SendAsync(ScimOperation.Delete, device)).Status);
        Assert.True((await desk.ApplyAsync(account, new SchemaWish { DropType = "User" }, Asked.By())).Done().Applied);
        Assert.True((await desk.ApplyAsync(account, new SchemaWish { DropSchema = Documents.BadgeUrn }, Asked.By())).Done().Applied);
        Assert.True((await desk.ApplyAsync(account, new SchemaWish { DropType = "Device" }, Asked.By())).Done().Applied);
        await scim.ReadCatalogAsync();
        Assert.Equal(2, scim.Catalog.Types.Count);
        Assert.Empty(await test.Store.ReadAsync((s, c) => IndexedAttributesTable.AllAsync(s, account, c), Ct));
        Assert.Equal([Documents.DeviceUrn], (await desk.SchemasAsync(account, Ct)).Select(s => s.Urn));
        var rows = (await test.Store.ReadAsync((s, c) => ChangesTable.AfterAsync(s, account, 0, 100, c), Ct)).Where(r => r.Kind == ChangeKind.SchemasChanged).ToList();
        Assert.Equal(4, rows.Count);
        Assert.Equal($"removes the schema {Documents.BadgeUrn}", rows[2].Effects);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_number_is_given_once_and_a_refusal_changes_nothing(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var scim = await CustomResourceTests.OpenAsync(test);
        var (desk, account) = (new SchemaDesk(test.Store, TimeProvider.System), scim.Account.Number);
        var before = (await new AccountRegister(test.Store).FindAsync(account, Ct))!;
        Assert.Equal("schema-invalid", (await desk.ApplyAsync(account, Documents.Put(Documents.DeviceType.Replace("Device\",\"endpoint", "Other\",\"endpoint", StringComparison.Ordinal)), Asked.By())).Refused().Code);
        Assert.False((await desk.ApplyAsync(account, Documents.Put(Documents.Device), Asked.By())).Done().Applied);
        Assert.Equal(before, await new AccountRegister(test.Store).FindAsync(account, Ct));
        var number = Assert.Single(await desk.TypesAsync(account, Ct), t => t.Name == "Device").Number;
        await desk.ApplyAsync(account, new SchemaWish { DropType = "Device" }, Asked.By());
        await desk.ApplyAsync(account, Documents.Put(Documents.DeviceType), Asked.By());
        Assert.True(Assert.Single(await desk.TypesAsync(account, Ct), t => t.Name == "Device").Number > number);
        await scim.ReadCatalogAsync();
        Assert.Equal(201, (await scim.SendAsync(ScimOperation.Create, "/Devices", CustomResourceTests.DeviceBody("SN-1", "Phone"))).Status);
    }

    [Fact]
    public async Task An_account_has_no_more_than_its_bounds()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var scim = await ScimBench.OpenAsync(test.Store, ScimProfile.Generic);
        var desk = new SchemaDesk(test.Store, TimeProvider.System);
        var many = Enumerable.Range(0, SchemaRules.MostSchemas + 1).Select(i => $$"""{"id":"urn:x:y{{i}}","attributes":[{"name":"a","type":"string"}]}""").ToArray();
        Assert.Equal("too-many-schemas", (await desk.PreviewAsync(scim.Account.Number, Documents.Put(many), Ct)).Refused().Code);
        Assert.Equal("fine", (await desk.PreviewAsync(scim.Account.Number, Documents.Put(many[1..]), Ct)).Match(_ => "fine", r => r.Code));
        var large = $$"""{"id":"urn:x:y","attributes":[{{string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"name":"a{{i}}","type":"string","description":"{{new string('x', 4000)}}"}"""))}}]}""";
        Assert.Equal("schema-too-large", SchemaPiece.Read(Encoding.UTF8.GetBytes(large)).Refused().Code);
    }

    private static async Task<string> CreateAsync(ScimBench scim, string endpoint, string body)
    {
        var (status, created) = await scim.SendAsync(ScimOperation.Create, endpoint, body);
        Assert.Equal(201, status);
        return endpoint + "/" + created!["id"]!.GetValue<string>();
    }

    /// <summary>Attributes as words: <c>a:string,b:complex(c:integer!)*</c>; ! required, * a list, # unique, = case counts.</summary>
    private static Rollcall.Scim.Schemas.SchemaDefinition Schema(string words) => Assert.IsType<SchemaPiece.OfSchema>(Assert.Single(SchemaPiece.Read(Encoding.UTF8.GetBytes(
        $$"""{"id":"urn:a:b","attributes":[{{Attributes(words)}}]}""")).Done())).Schema;

    private static string Attributes(string words) => string.Join(',', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
    {
        var (name, rest) = (word[..word.IndexOf(':', StringComparison.Ordinal)], word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var part = rest.IndexOf('(', StringComparison.Ordinal) is var at and >= 0 ? $",\"subAttributes\":[{Attributes(rest[(at + 1)..rest.IndexOf(')', StringComparison.Ordinal)].Replace(';', ' '))}]" : "";
        var marks = part.Length > 0 ? rest[(rest.IndexOf(')', StringComparison.Ordinal) + 1)..] : rest;
        var type = part.Length > 0 ? "complex" : rest.TrimEnd('!', '*', '#', '=');
        string Flag(char mark, string text) => marks.Contains(mark, StringComparison.Ordinal) ? text : "";
        return $"{{\"name\":\"{name}\",\"type\":\"{type}\"{Flag('!', ",\"required\":true")}{Flag('*', ",\"multiValued\":true")}{Flag('#', ",\"uniqueness\":\"server\"")}{Flag('=', ",\"caseExact\":true")}{part}}}";
    }));
}
