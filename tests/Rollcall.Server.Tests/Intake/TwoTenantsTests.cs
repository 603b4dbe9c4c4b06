using System.Globalization;
using CsCheck;

namespace Rollcall.Server.Tests.Intake;

/// <summary>Two accounts with the same users, addresses, external ids and groups: whatever one's identity provider does, the other stays byte for byte the same.</summary>
public sealed class TwoTenantsTests(TestServer sqlite, PostgresServer postgres)
{
    private const int People = 4;

    public static TheoryData<string> Stores => [.. PostgresServer.Stores];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_one_does_the_other_never_sees(string store)
    {
        var server = store == "sqlite" ? sqlite : postgres.Server;
        await Gen.Select(Gen.Int[0, 9], Gen.Int[0, (2 * People) - 1], Gen.Int[0, People - 1]).Array[10, 25].SampleAsync(
            async steps =>
            {
                var (busy, quiet) = (await Side.MakeAsync(server), await Side.MakeAsync(server));
                using var ours = busy;
                using var theirs = quiet;
                var shown = await theirs.ShownAsync();
                var rows = await StoreRows.OfAsync(server, theirs.Account);
                Assert.All((string[])["records ", "names ", "members ", "users ", "changes ", "exchanges "], table => Assert.Contains(rows, row => row.StartsWith(table, StringComparison.Ordinal)));

                foreach (var (act, whom, with) in steps)
                {
                    // Beyond its own ids it tries the other's, which lead nowhere here.
                    await ours.ActAsync(act, whom < People ? ours.Users[whom] : theirs.Users[whom - People], whom < People ? ours.Group : theirs.Group, whom, with);
                }

                Assert.Equal(rows, await StoreRows.OfAsync(server, theirs.Account));
                Assert.Equal(shown, await theirs.ShownAsync());
            },
            iter: Rounds(3),
            threads: 1);
    }

    private static long Rounds(long few) => few * (int.TryParse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT"), CultureInfo.InvariantCulture, out var effort) ? effort : 1);

    /// <summary>One account, made like any other of this test.</summary>
    private sealed class Side(Tenant tenant) : IDisposable
    {
        private readonly DirectoryHost _host = new(tenant);

        public string Account => tenant.Id;

        public IReadOnlyList<string> Users { get; private set; } = [];

        public string Group { get; private set; } = "";

        public static async Task<Side> MakeAsync(TestServer server)
        {
            var side = new Side(await Tenant.CreateAsync(server, licenses: 2));
            var users = new List<string>();
            for (var i = 0; i < People; i++)
            {
                users.Add((await side.SendAsync("POST", "/Users", UserBody(i))).Id);
            }

            side.Users = users;
            side.Group = (await side.SendAsync("POST", "/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","externalId":"g-1","members":[{"value":"{{users[0]}}"},{"value":"{{users[1]}}"}]}""")).Id;
            return side;
        }

        public void Dispose() => _host.Dispose();

        public async Task ActAsync(int act, string user, string group, int whom, int with)
        {
            var answer = act switch
            {
                0 => await SendAsync("POST", "/Users", UserBody(with)),
                1 => await SendAsync("DELETE", "/Users/" + user),
                2 => await SendAsync("PATCH", "/Users/" + user, Patch($$"""{"op":"Replace","path":"active","value":"{{(with % 2 == 0 ? "True" : "False")}}"}""")),
                3 => await SendAsync("PATCH", "/Users/" + user, Patch($$"""{"op":"Replace","path":"userName","value":"u{{with}}@same.example"}""")),
                4 => await SendAsync("PATCH", "/Users/" + user, Patch($$"""{"op":"Replace","path":"emails[type eq \"work\"].value","value":"u{{with}}@same.example"}""")),
                5 => await SendAsync("PATCH", "/Groups/" + group, Patch($$"""{"op":"Add","path":"members","value":[{"value":"{{user}}"}]}""")),
                6 => await SendAsync("PATCH", "/Groups/" + group, Patch($$"""{"op":"Remove","path":"members","value":[{"value":"{{user}}"}]}""")),
                7 => await SendAsync("PUT", "/Users/" + user, UserBody(with)),
                8 => await SendAsync("GET", $"/Users?filter=externalId+eq+\"x-{with}\""),
                _ => await SendAsync("PUT", "/Groups/" + group, $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","externalId":"g-1","members":[{"value":"{{user}}"}]}"""),
            };
            Assert.True(answer.Status < 500, answer.Body);
            if (whom >= People && act is not (0 or 6 or 8))
            {
                Assert.True(answer.Status is 404 or 400, $"{act} on a stranger's id was answered {answer.Status}: {answer.Body}");
            }
        }

        /// <summary>All that its identity provider and its administrator can see.</summary>
        public async Task<IReadOnlyList<string>> ShownAsync()
        {
            var shown = new List<string>();
            foreach (var path in (string[])["/Users", "/Groups", "/Groups/" + Group, .. Users.Select(static id => "/Users/" + id), "/Users?filter=userName+eq+\"u0@same.example\"", "/Users?filter=externalId+eq+\"x-1\"", "/Users?attributes=groups,userName"])
            {
                shown.Add((await SendAsync("GET", path)).Body);
            }

            foreach (var path in (string[])["/users", "/groups", "/licenses", "/users/u0@same.example", "/users?q=u1@same.example"])
            {
                shown.Add((await _host.ReadDirectoryAsync(path))!.Body);
            }

            // Reading the journal writes down every exchange that waits for it.
            Assert.Equal(200, (await _host.ReadDirectoryAsync("/journal?latest=1"))!.Status);
            return shown;
        }

        private async Task<Answer> SendAsync(string verb, string path, string? body = null) =>
            (await _host.SendAsync(new TranscriptRequest(verb, path, body, []), watches: false)).Answer;

        private static string UserBody(int number) =>
            $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"externalId":"x-{{number}}","userName":"u{{number}}@same.example","active":true,"emails":[{"type":"work","primary":true,"value":"u{{number}}@same.example"}]}""";

        private static string Patch(string operation) => $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""";
    }
}
