using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>POST of a resource.</summary>
internal static class CreateRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-241", "POST answers 201 with the whole resource", "7644 3.3", [36], async server =>
        {
            var body = server.UserBody("\"displayName\":\"Barbara Jensen\"");
            var created = (await server.PostAsync("Users", body)).Has(201).Shows("Barbara Jensen", "displayName");
            Expect(created.Id.Length > 0 && created.TextAt("userName") is not null, "The body has no id or no userName.");
        }),
        Must("P-242", "POST answers a Location, which is meta.location", "7644 3.3", [36, 20], async server =>
        {
            var created = (await server.NewUserAsync()).Created;
            var location = created.Header("Location");
            Expect(location is { Length: > 0 }, "There is no Location.");
            created.Shows(location, "meta/location");
        }),
        Must("P-243", "What was created is read back the same", "7644 3.3", [36], async server =>
        {
            var user = await server.NewUserAsync("\"displayName\":\"Barbara Jensen\",\"title\":\"Guide\"");
            (await server.ReadAsync(user)).Shows(user.Id, "id").Shows(user.Name, "userName").Shows("Barbara Jensen", "displayName").Shows("Guide", "title");
        }),
        Must("P-244", "The ETag of a new resource is its meta.version", "7644 3.14", [36, 82], async server =>
        {
            server.Needs("etag");
            var created = (await server.NewUserAsync()).Created;
            Expect(created.Header("ETag") is { Length: > 0 } tag && tag == created.TextAt("meta/version"), $"ETag is {created.Header("ETag") ?? "absent"}, meta.version {created.TextAt("meta/version") ?? "absent"}.");
        }),
        Must("P-245", "Read-only attributes in a POST are ignored", "7644 3.3", [37], async server =>
            (await server.PostAsync("Users", server.UserBody("\"id\":\"x\",\"meta\":{\"resourceType\":\"User\"},\"groups\":[]"))).Has(201)),
        Must("P-246", "A second user of the same userName is 409 uniqueness", "7644 3.3", [34, 38], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.PostAsync("Users", server.UserBody(null, user.Name))).Refuses(409).As("uniqueness");
        }),
        Practice("P-247", "The 409 names the attribute that is taken", "administrators read the detail", [38], async server =>
        {
            var user = await server.NewUserAsync();
            var detail = (await server.PostAsync("Users", server.UserBody(null, user.Name))).Refuses(409).TextAt("detail") ?? "";
            Expect(detail.Contains("userName", StringComparison.OrdinalIgnoreCase), $"The detail is '{detail}'.");
        }),
        Must("P-248", "A refused create leaves nothing behind", "7644 3.3", [42], async server =>
        {
            var user = await server.NewUserAsync();
            (await server.PostAsync("Users", server.UserBody(null, user.Name))).Has(409);
            (await server.FindAsync("Users", $"userName eq \"{user.Name}\"")).Lists(user);
        }),
        Practice("P-249", "A user created without active is active", "Entra ID, Okta; JumpCloud sends active itself", [41], async server =>
            (await server.NewUserAsync()).Created.Shows(true, "active")),
        Practice("P-250", "A user may be created inactive", "JumpCloud and Ping provision disabled users", [41], async server =>
            (await server.ReadAsync(await server.NewUserAsync("\"active\":false"))).Shows(false, "active")),
        Must("P-251", "Of ten parallel creates of one userName exactly one succeeds", "7644 3.3", [42], async server =>
        {
            var body = server.UserBody();
            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.PostAsync("Users", body)));
            Expect(answers.Count(answer => answer.Status == 201) == 1, $"{answers.Count(answer => answer.Status == 201)} were answered 201.");
            Expect(answers.All(answer => answer.Status is 201 or 409), $"One was answered {answers.FirstOrDefault(answer => answer.Status is not (201 or 409))?.Status}.");
        }),
        Must("P-252", "attributes on POST trims the answer", "7644 3.9", [43], async server =>
        {
            var created = (await server.PostAsync("Users", server.UserBody("\"title\":\"Guide\",\"displayName\":\"Babs\""), "attributes=displayName")).Has(201);
            created.Shows("Babs", "displayName").Lacks("title");
            Expect(created.Id.Length > 0, "The id is missing.");
        }),
        Practice("P-253", "A slash after the endpoint and unknown query keys do no harm", "OneLogin (authentik#11249), Entra ID's flags", [44, 45], async server =>
        {
            (await server.PostAsync("Users/", server.UserBody())).Has(201);
            (await server.PostAsync("Users", server.UserBody(), "aadOptscim062020")).Has(201);
        }),
        Must("P-254", "A group is created with its members", "7644 3.3", [36], async server =>
        {
            server.Needs("groups");
            var (ada, bob) = (await server.NewUserAsync(), await server.NewUserAsync());
            var group = await server.NewGroupAsync(ada, bob);
            (await server.ReadAsync(group)).Shows(group.Name, "displayName").HasValues("members", ada.Id, bob.Id);
        }),
        Must("P-255", "An enterprise user is created whole", "7643 4.3", [11], async server =>
        {
            server.Needs("enterprise");
            var user = await server.NewEnterpriseUserAsync("""{"employeeNumber":"701984","costCenter":"4130","organization":"Universal","division":"Park","department":"Tours"}""");
            var read = await server.ReadAsync(user);
            foreach (var (name, value) in ((string, string)[])[("employeeNumber", "701984"), ("costCenter", "4130"), ("organization", "Universal"), ("division", "Park"), ("department", "Tours")])
            {
                read.Shows(value, Urns.EnterpriseUser + "/" + name);
            }
        }),
        Must("P-256", "Two users may have the same email", "7643 4.1.2", [30], async server =>
        {
            await server.NewUserAsync("\"emails\":[{\"value\":\"shared@example.com\"}]");
            (await server.PostAsync("Users", server.UserBody("\"emails\":[{\"value\":\"shared@example.com\"}]"))).Has(201);
        }),
    ];
}
