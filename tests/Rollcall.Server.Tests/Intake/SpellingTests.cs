using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Spelling;

namespace Rollcall.Server.Tests.Intake;

/// <summary>Over the whole server: however a change is written, it makes the same stored resource, and as many versions as there were changes.</summary>
public sealed class SpellingTests(TestServer sqlite, PostgresServer postgres)
{
    private const string UserSchema = "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]";

    public static TheoryData<string> Stores => [.. PostgresServer.Stores];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Users_become_what_the_model_says_by_PATCH_by_PUT_and_by_Bulk(string store)
    {
        var tenant = await Tenant.CreateAsync(store == "sqlite" ? sqlite : postgres.Server, licenses: 1000);
        using var host = new DirectoryHost(tenant);
        var hasBulk = (bool)(await SendAsync(host, "GET", "/ServiceProviderConfig")).Json!["bulk"]!["supported"]!;
        var number = 0;
        await Edit.Requests(4).SampleAsync(
            async requests =>
            {
                var run = Interlocked.Increment(ref number);
                var users = new List<Edited>();
                foreach (var way in hasBulk ? ["patch", "put", "bulk"] : (string[])["patch", "put"])
                {
                    var model = new PersonModel($"u{run.ToString(CultureInfo.InvariantCulture)}-{way}");
                    users.Add(new Edited(way, model, (await SendAsync(host, "POST", "/Users", model.Document().ToJsonString())).Id));
                }

                foreach (var edits in requests)
                {
                    foreach (var user in users)
                    {
                        await user.EditAsync(host, edits);
                    }
                }
            },
            iter: Rounds(40),
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Groups_have_the_members_that_the_model_says(string store)
    {
        var tenant = await Tenant.CreateAsync(store == "sqlite" ? sqlite : postgres.Server, licenses: 1000);
        using var host = new DirectoryHost(tenant);
        var people = new string[5];
        for (var i = 0; i < people.Length; i++)
        {
            people[i] = (await SendAsync(host, "POST", "/Users", $$"""{{{UserSchema}},"userName":"m{{i}}"}""")).Id;
        }

        var number = 0;
        await Gen.Select(Gen.Int[0, 4], Gen.Int[0, 31], Gen.Int[0, 999]).Array[1, 8].SampleAsync(
            async steps =>
            {
                var body = $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"g{{Interlocked.Increment(ref number)}}"}""";
                var group = "/Groups/" + (await SendAsync(host, "POST", "/Groups", body)).Id;
                var members = new SortedSet<string>(StringComparer.Ordinal);
                var version = 1;
                foreach (var (kind, mask, spelling) in steps)
                {
                    string[] named = [.. people.Where((_, i) => (mask & (1 << i)) != 0)];
                    string[] before = [.. members];
                    var request = MemberSpellings.Of(kind, named, members, spelling);
                    var answer = await SendAsync(host, request.Verb, group, request.Body.Replace("{name}", "g" + number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
                    version += before.SequenceEqual(members) ? 0 : 1;
                    Assert.True(answer.Status is 200 or 204, $"{request}: {answer.Body}");
                    var stored = await SendAsync(host, "GET", group);
                    Assert.True(members.SetEquals(stored.Json!["members"]!.AsArray().Select(static m => (string)m!["value"]!)), $"{request}\n{string.Join(' ', members)}\n{stored.Body}");
                    Assert.Equal($"W/\"{version}\"", stored.Headers["ETag"]);
                }
            },
            iter: Rounds(40),
            threads: 1);
    }

    private static long Rounds(long few) => few * (int.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT"), CultureInfo.InvariantCulture, out var effort) ? effort : 1);

    private static async Task<Answer> SendAsync(DirectoryHost host, string verb, string path, string? body = null) =>
        (await host.SendAsync(new TranscriptRequest(verb, path, body, []), watches: false)).Answer;

    /// <summary>One user, always edited in one way, beside what he should be.</summary>
    private sealed class Edited(string way, PersonModel model, string id)
    {
        private int _version = 1;

        public async Task EditAsync(DirectoryHost host, Edit[] edits)
        {
            var before = model.Document();
            var patch = Edit.Patch(model, edits);
            var answer = way switch
            {
                "put" => await SendAsync(host, "PUT", "/Users/" + id, model.Document().ToJsonString()),
                "bulk" => await SendAsync(host, "POST", "/Bulk", $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"PATCH","path":"/Users/{{id}}","data":{{patch}}}]}"""),
                _ => await SendAsync(host, "PATCH", "/Users/" + id, patch),
            };
            _version += JsonNode.DeepEquals(before, model.Document()) ? 0 : 1;
            Assert.True(answer.Status == 200, $"{way} {patch}: {answer.Body}");
            var stored = await SendAsync(host, "GET", "/Users/" + id);
            var bare = stored.Json!.AsObject();
            Assert.Equal($"W/\"{_version}\"", (string?)bare["meta"]!["version"]);
            foreach (var name in (string[])["id", "meta", "groups"])
            {
                bare.Remove(name);
            }

            Assert.True(JsonNode.DeepEquals(Sorted(model.Document()), Sorted(bare)), $"{way} {patch}\nmodel  {model.Document().ToJsonString()}\nserver {stored.Body}");
        }

        private static JsonObject Sorted(JsonObject document)
        {
            document["schemas"] = new JsonArray([.. document["schemas"]!.AsArray().Select(static urn => (JsonNode)(string)urn!).OrderBy(static urn => (string)urn!, StringComparer.Ordinal)]);
            return document;
        }
    }
}
