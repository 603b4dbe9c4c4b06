using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>Bulk (RFC 7644 section 3.7); all of it is skipped where bulk is not advertised.</summary>
internal static class BulkRules
{
    private const int LargestPayloadTried = 8 * 1024 * 1024;

    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-701", "Each result has method, status as a text, location and bulkId", "7644 3.7", [122], async server =>
        {
            var result = (await BulkAsync(server, Post(server, "one")))[0];
            Expect(Text(result, "method") == "POST" && Text(result, "bulkId") == "one", "method or bulkId is missing.");
            Expect(Answer.At(result, "status") is JsonValue value && value.TryGetValue(out string? _) && Status(result) == 201, $"status is {Answer.At(result, "status")?.ToJsonString() ?? "absent"}; expected \"201\".");
            Expect(Text(result, "location")?.Contains("/Users/", StringComparison.Ordinal) == true, "location is missing.");
        }),
        Must("P-702", "A failed operation is told with an error body, and bulk is 200 all the same", "7644 3.7.3", [122, 123], async server =>
        {
            var user = await server.NewUserAsync();
            var result = (await BulkAsync(server, Post(server, "one", user.Name)))[0];
            Expect(Status(result) == 409 && Answer.At(result, "response/schemas")?.ToJsonString().Contains(Urns.Error, StringComparison.Ordinal) == true, "The result is not 409 with an error in response.");
        }),
        Must("P-703", "Operations after a failed one are carried out", "7644 3.7", [124], async server =>
        {
            var user = await server.NewUserAsync();
            var results = await BulkAsync(server, Post(server, "one", user.Name), Post(server, "two"));
            Expect(results.Count == 2 && Status(results[1]) == 201, "The second operation was not carried out.");
        }),
        Must("P-704", "failOnErrors stops after so many errors", "7644 3.7", [124], async server =>
        {
            var (user, name) = (await server.NewUserAsync(), server.Unique());
            var answer = await SendAsync(server, "\"failOnErrors\":1,", Post(server, "one", user.Name), Post(server, "two", name));
            Expect(answer.Items("Operations").Count == 1, $"{answer.Items("Operations").Count} results; expected 1.");
            (await server.FindAsync("Users", $"userName eq \"{name}\"")).Lists();
        }),
        Must("P-705", "A bulkId is resolved in the members of a later group", "7644 3.7.2", [125], async server => await ResolvedAsync(server, groupFirst: false)),
        Must("P-706", "A bulkId is resolved where the group comes before the user", "7644 3.7.1", [126], async server => await ResolvedAsync(server, groupFirst: true)),
        Must("P-707", "Groups that hold each other are resolved or refused with 409", "7644 3.7.1", [126], async server =>
        {
            server.Needs("groups");
            var results = await BulkAsync(server, Group(server, "one", "two"), Group(server, "two", "one"));
            Expect(results.All(result => Status(result) is 201 or 409), "A result is neither 201 nor 409.");
            if (results.All(result => Status(result) == 201))
            {
                var (one, two) = (Id(results[0]), Id(results[1]));
                (await server.GetAsync("Groups/" + one)).Has(200).HasValues("members", two);
                (await server.GetAsync("Groups/" + two)).Has(200).HasValues("members", one);
            }
        }),
        Must("P-708", "A bulkId that nothing bears fails the operation that names it, and no other", "7644 3.7.2", [126], async server =>
        {
            server.Needs("groups");
            var results = await BulkAsync(server, Group(server, "one", "nothing"), Post(server, "two"));
            Expect(Status(results[0]) is 400 or 409 or 404 && Status(results[1]) == 201, $"The results are {Status(results[0])} and {Status(results[1])}.");
        }),
        Must("P-709", "More operations than maxOperations are 413", "7644 3.7.4", [127], async server =>
        {
            var most = server.Limit("bulk/maxOperations") ?? 0;
            if (most > 5000)
            {
                Skip(string.Create(CultureInfo.InvariantCulture, $"maxOperations is {most}."));
            }

            var operations = Enumerable.Range(0, most + 1).Select(_ => """{"method":"DELETE","path":"/Users/rollcall-probe-nobody"}""");
            (await server.PostAsync("Bulk", Body("", operations))).Refuses(413);
        }),
        Must("P-710", "A body larger than maxPayloadSize is 413", "7644 3.7.4", [127], async server =>
        {
            var most = server.Limit("bulk/maxPayloadSize") ?? 0;
            if (most > LargestPayloadTried)
            {
                Skip(string.Create(CultureInfo.InvariantCulture, $"maxPayloadSize is {most} bytes."));
            }

            (await server.PostAsync("Bulk", Body($"\"padding\":\"{new string('x', most)}\",", [Post(server, "one")]))).Refuses(413);
        }),
        Must("P-711", "A version that is out of date fails its operation with 412", "7644 3.7", [128], async server =>
        {
            server.Needs("etag", "patch");
            var user = await server.NewUserAsync();
            var old = user.Created.Header("ETag") ?? "";
            (await server.PatchAsync(user.Path, """{"op":"replace","path":"title","value":"new"}""")).Succeeds();
            var result = (await BulkAsync(server, $$"""{"method":"DELETE","path":"/{{user.Path}}","version":{{System.Text.Json.JsonSerializer.Serialize(old)}}}"""))[0];
            Expect(Status(result) == 412, $"The result is {Status(result)}.");
            await server.ReadAsync(user);
        }),
        Must("P-712", "Bulk in bulk, and GET, are refused", "7644 3.7", [128], async server =>
        {
            foreach (var operation in (string[])["""{"method":"GET","path":"/Users"}""", $$"""{"method":"POST","path":"/Bulk","bulkId":"b","data":{"schemas":["{{Urns.BulkRequest}}"],"Operations":[]} }"""])
            {
                var answer = await server.PostAsync("Bulk", Body("", [operation]));
                Expect(answer.Status is >= 400 and < 500 || (answer.Items("Operations") is [var result] && Status(result) is >= 400), "The operation was not refused.");
            }
        }),
        Must("P-713", "POST without a bulkId is refused", "7644 3.7", [125], async server =>
        {
            var name = server.Unique();
            var answer = await server.PostAsync("Bulk", Body("", [$$"""{"method":"POST","path":"/Users","data":{{server.UserBody(null, name)}}}"""]));
            Expect(answer.Status == 400 || (answer.Items("Operations") is [var result] && Status(result) == 400), "The operation was not refused.");
        }),
        Must("P-714", "PUT, PATCH and DELETE are carried out in order", "7644 3.7", [122], async server =>
        {
            server.Needs("patch");
            var (user, other) = (await server.NewUserAsync(), await server.NewUserAsync());
            var results = await BulkAsync(
                server,
                $$"""{"method":"PUT","path":"/{{user.Path}}","data":{{server.UserBody("\"title\":\"One\"", user.Name)}}}""",
                $$"""{"method":"PATCH","path":"/{{user.Path}}","data":{{PatchBody("""{"op":"add","path":"nickName","value":"Two"}""")}}}""",
                $$"""{"method":"DELETE","path":"/{{other.Path}}"}""");
            Expect(results.Count == 3 && results.All(result => Status(result) is 200 or 204), "A result is no success.");
            (await server.ReadAsync(user)).Shows("One", "title").Shows("Two", "nickName");
            (await server.GetAsync(other.Path)).Has(404);
        }),
        Must("P-715", "A body that is no BulkRequest is 400", "7644 3.7", [122], async server =>
            (await server.PostAsync("Bulk", "{\"Operations\":\"none\"}")).Refuses(400)),
    ];

    private static async Task ResolvedAsync(Conversation server, bool groupFirst)
    {
        server.Needs("groups");
        string[] operations = [Post(server, "ada"), Group(server, "team", "ada")];
        var results = await BulkAsync(server, groupFirst ? [operations[1], operations[0]] : operations);
        Expect(results.Count == 2 && results.All(result => Status(result) == 201), "A result is not 201.");
        var (user, group) = (results.First(result => Text(result, "bulkId") == "ada"), results.First(result => Text(result, "bulkId") == "team"));
        (await server.GetAsync("Groups/" + Id(group))).Has(200).HasValues("members", Id(user));
    }

    private static async Task<IReadOnlyList<JsonObject>> BulkAsync(Conversation server, params string[] operations)
    {
        var results = (await SendAsync(server, "", operations)).Items("Operations");
        Expect(results.Count == operations.Length, $"There are {results.Count} results; expected {operations.Length}.");
        return results;
    }

    private static async Task<Answer> SendAsync(Conversation server, string more, params string[] operations)
    {
        var answer = (await server.PostAsync("Bulk", Body(more, operations))).Has(200);
        Expect(answer.Texts("schemas").Contains(Urns.BulkResponse), "schemas does not name the URN of BulkResponse.");
        return answer;
    }

    private static string Body(string more, IEnumerable<string> operations) => $$"""{"schemas":["{{Urns.BulkRequest}}"],{{more}}"Operations":[{{string.Join(',', operations)}}]}""";

    private static string Post(Conversation server, string bulkId, string? userName = null) =>
        $$"""{"method":"POST","path":"/Users","bulkId":"{{bulkId}}","data":{{server.UserBody(null, userName)}}}""";

    private static string Group(Conversation server, string bulkId, string member) =>
        $$"""{"method":"POST","path":"/Groups","bulkId":"{{bulkId}}","data":{"schemas":["{{Urns.Group}}"],"displayName":"{{server.Unique()}}","members":[{"value":"bulkId:{{member}}"}]} }""";

    private static string? Text(JsonObject result, string name) => Answer.At(result, name)?.ToString();

    private static int Status(JsonObject result) => int.TryParse(Text(result, "status"), CultureInfo.InvariantCulture, out var status) ? status : 0;

    private static string Id(JsonObject result) => (Text(result, "location") ?? "").Split('/')[^1];
}
