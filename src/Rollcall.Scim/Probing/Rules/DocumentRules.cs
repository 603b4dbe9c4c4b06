using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>What a resource looks like: schemas, meta, id, and what a client may write into them.</summary>
internal static class DocumentRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-201", "schemas names the base schema, nothing twice, and nothing that the type does not have", "7643 3", [9, 10], async server =>
        {
            var schemas = (await server.ReadAsync(await server.NewUserAsync())).Texts("schemas");
            Expect(schemas.Contains(Urns.User, StringComparer.OrdinalIgnoreCase), "schemas does not name the User schema.");
            Expect(schemas.Distinct(StringComparer.OrdinalIgnoreCase).Count() == schemas.Count, "schemas names a URN twice.");
            var known = (await server.GetAsync("Schemas")).Texts("Resources", "id");
            Expect(schemas.All(urn => known.Count == 0 || known.Contains(urn, StringComparer.OrdinalIgnoreCase)), "schemas names a URN that /Schemas does not know.");
        }),
        Must("P-202", "An unknown schema URN in a request is refused or passed over, never shown", "7643 3", [10], async server =>
        {
            var name = server.Unique();
            var body = $$"""{"schemas":["{{Urns.User}}","urn:example:params:scim:schemas:probe:User"],"userName":"{{name}}"}""";
            var answer = (await server.PostAsync("Users", body)).Has(201, 400);
            Expect(answer.Status == 400 || !answer.Text.Contains("urn:example", StringComparison.Ordinal), "The unknown URN is shown.");
        }),
        Must("P-203", "The enterprise URN stands in schemas exactly where the user has enterprise attributes", "7643 3.3", [11], async server =>
        {
            server.Needs("enterprise");
            var bare = (await server.NewUserAsync()).Created;
            Expect(!bare.Texts("schemas").Contains(Urns.EnterpriseUser, StringComparer.OrdinalIgnoreCase), "A user without enterprise attributes names the URN.");
            var full = await server.ReadAsync(await server.NewEnterpriseUserAsync("""{"department":"Tours"}"""));
            full.Shows("Tours", Urns.EnterpriseUser + "/department");
            Expect(full.Texts("schemas").Contains(Urns.EnterpriseUser, StringComparer.OrdinalIgnoreCase), "A user with enterprise attributes does not name the URN.");
        }),
        Must("P-204", "Attribute names in a body are read in any case", "7643 2.1", [12], async server =>
        {
            var name = server.Unique();
            var created = await server.PostAsync("Users", $$"""{"SCHEMAS":["{{Urns.User}}"],"USERNAME":"{{name}}","nickname":"Babs","Emails":[{"VALUE":"{{name}}","Type":"work"}]}""");
            created.Has(201).Shows(name, "userName").Shows("Babs", "nickName").HasValues("emails", name);
        }),
        Practice("P-205", "Answers spell attribute names as the schema does", "RFC 7643 section 2.1; clients in the field are case-sensitive", [12], async server =>
        {
            var text = (await server.ReadAsync(await server.NewUserAsync("\"nickname\":\"Babs\",\"DISPLAYNAME\":\"Barbara\""))).Text;
            foreach (var name in (string[])["\"userName\"", "\"schemas\"", "\"id\"", "\"meta\"", "\"displayName\"", "\"nickName\"", "\"resourceType\""])
            {
                Expect(text.Contains(name, StringComparison.Ordinal), $"The answer does not hold {name}.");
            }
        }),
        Must("P-206", "null and an empty array are the same as no value", "7643 2.5", [14], async server =>
        {
            var created = await server.PostAsync("Users", server.UserBody("\"nickName\":null,\"emails\":[],\"name\":null,\"phoneNumbers\":null"));
            created.Has(201).Lacks("nickName").Lacks("emails").Lacks("name/givenName").Lacks("phoneNumbers");
        }),
        Must("P-207", "meta has resourceType, created, lastModified and location", "7643 3.1", [15, 19, 20], async server =>
        {
            var read = (await server.ReadAsync(await server.NewUserAsync())).Shows("User", "meta/resourceType");
            foreach (var name in (string[])["created", "lastModified"])
            {
                Expect(Time(read, name) is not null, $"meta.{name} is no dateTime with date, time and zone.");
            }

            Expect(Uri.TryCreate(read.TextAt("meta/location"), UriKind.Absolute, out _), "meta.location is no absolute URL.");
        }),
        Must("P-208", "A new resource has the same time in meta.created and meta.lastModified", "7643 3.1", [19], async server =>
        {
            var created = (await server.NewUserAsync()).Created;
            Expect(Time(created, "created") is { } time && time == Time(created, "lastModified"), "The times differ.");
        }),
        Must("P-209", "A change moves meta.lastModified and not meta.created", "7643 3.1", [15], async server =>
        {
            var user = await server.NewUserAsync();
            var (read, tries) = (user.Created, 0);

            // A clock may count seconds only, so the change is repeated until the clock must have moved.
            for (; tries < 30 && Time(read, "lastModified") == Time(user.Created, "lastModified"); tries++)
            {
                await server.PauseAsync(TimeSpan.FromMilliseconds(tries == 0 ? 0 : 50));
                (await server.PutAsync(user.Path, server.UserBody($"\"title\":\"Guide {tries}\"", user.Name))).Succeeds();
                read = await server.ReadAsync(user);
            }

            Expect(Time(read, "created") == Time(user.Created, "created"), "meta.created has moved.");
            Expect(Time(read, "lastModified") > Time(user.Created, "lastModified"), "meta.lastModified has not moved forward.");
        }),
        Must("P-210", "meta sent by a client is ignored", "7643 3.1", [19], async server =>
        {
            const string meta = "\"meta\":{\"resourceType\":\"Group\",\"created\":\"2001-01-01T00:00:00Z\",\"location\":\"https://example.com/elsewhere\",\"version\":\"W/\\\"probe\\\"\"}";
            var created = (await server.PostAsync("Users", server.UserBody(meta))).Has(201).Shows("User", "meta/resourceType");
            Expect(Time(created, "created")?.Year > 2001 && created.TextAt("meta/location") != "https://example.com/elsewhere", "A value of the client's was taken.");
        }),
        Must("P-211", "An id sent with POST is ignored", "7643 3.1", [21, 37], async server =>
        {
            var created = (await server.PostAsync("Users", server.UserBody("\"id\":\"rollcall-probe-own-id\""))).Has(201);
            Expect(created.Id is not "rollcall-probe-own-id", "The client's id was taken.");
        }),
        Must("P-212", "Ids differ between resources and never hold the word bulkId", "7643 3.1", [21], async server =>
        {
            server.Needs("groups");
            string[] ids = [(await server.NewUserAsync()).Id, (await server.NewUserAsync()).Id, (await server.NewGroupAsync()).Id];
            Expect(ids.Distinct(StringComparer.Ordinal).Count() == 3, "Two resources have one id.");
            Expect(!ids.Any(id => id.Contains("bulkId", StringComparison.Ordinal)), "An id holds the reserved word bulkId.");
        }),
        Must("P-213", "A user's id names no group", "7643 3.1", [21], async server =>
        {
            server.Needs("groups");
            (await server.GetAsync("Groups/" + (await server.NewUserAsync()).Id)).Refuses(404);
        }),
        Must("P-214", "externalId is stored as sent and never made up", "7643 3.1", [22], async server =>
        {
            (await server.NewUserAsync()).Created.Lacks("externalId");
            var external = "Probe-" + server.Unique();
            (await server.ReadAsync(await server.NewUserAsync($"\"externalId\":\"{external}\""))).Shows(external, "externalId");
        }),
        Must("P-215", "The location is the same in Location, in meta and in every answer", "7644 3.1", [20, 36], async server =>
        {
            var user = await server.NewUserAsync();
            var location = user.Created.TextAt("meta/location");
            Expect(location is not null && location.EndsWith("/Users/" + user.Id, StringComparison.OrdinalIgnoreCase), $"meta.location is {location ?? "absent"}.");
            (await server.ReadAsync(user)).Shows(location, "meta/location");
            var listed = await server.FindAsync("Users", $"userName eq \"{user.Name}\"");
            Expect(listed.Lists(user).Resources[0] is { } item && Answer.At(item, "meta/location")?.ToString() == location, "The list shows another location.");
        }),
        Practice("P-216", "Forwarding headers of a client do not change the location", "the public address is configuration", [150], async server =>
        {
            var user = await server.NewUserAsync();
            var read = (await server.GetAsync(user.Path, null, ("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example"), ("X-Original-Host", "evil.example"))).Has(200);
            Expect(!read.Text.Contains("evil.example", StringComparison.OrdinalIgnoreCase), "The client's host stands in the answer.");
        }),
        Must("P-217", "Booleans are JSON booleans and status texts are texts", "7643 2.3.2", [7], async server =>
        {
            var read = await server.ReadAsync(await server.NewUserAsync("\"active\":true,\"emails\":[{\"value\":\"a@example.com\",\"primary\":true}]"));
            Expect(read.FlagAt("active") == true, "active is no boolean.");
            Expect(read.Items("emails") is [var email] && Answer.At(email, "primary") is JsonValue value && value.TryGetValue(out bool _), "primary is no boolean.");
        }),
        Must("P-218", "Every attribute that is returned is declared in /Schemas", "7643 7", [132], async server =>
        {
            var declared = (await server.GetAsync("Schemas/" + Urns.User)).Has(200).Texts("attributes", "name");
            var read = await server.ReadAsync(await server.NewUserAsync(
                "\"displayName\":\"Babs\",\"name\":{\"givenName\":\"B\",\"familyName\":\"J\"},\"emails\":[{\"value\":\"a@example.com\"}],\"title\":\"x\",\"active\":true"));
            string[] common = ["schemas", "id", "externalId", "meta"];
            var strange = read.Json.Select(member => member.Key).Where(name => !name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
                .Except(declared, StringComparer.OrdinalIgnoreCase).Except(common, StringComparer.OrdinalIgnoreCase).ToList();
            Expect(strange.Count == 0, $"Not declared: {string.Join(", ", strange)}.");
        }),
        Must("P-219", "Unknown attributes are refused or passed over, never stored", "7643 3", [40], async server =>
        {
            var answer = (await server.PostAsync("Users", server.UserBody("\"rollcallProbe\":\"x\""))).Has(201, 400);
            Expect(answer.Status == 400 || answer.At("rollcallProbe") is null, "The unknown attribute is shown.");
        }),
    ];

    /// <summary>A time of meta, which must be an xsd:dateTime; a zone is asked for, since a time without one means nothing to others.</summary>
    private static DateTimeOffset? Time(Answer answer, string name) =>
        answer.TextAt("meta/" + name) is { Length: > 19 } text && text[10] == 'T' && (text.EndsWith('Z') || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
