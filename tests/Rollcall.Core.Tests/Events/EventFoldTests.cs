using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Core.Events;
using Rollcall.Core.Tests.Directories;
using Rollcall.Scim.Messages.Events;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Events;

/// <summary>Events are the directory told in another way: who applies them has what the directory has, and nothing is told twice or of nothing.</summary>
public sealed class EventFoldTests
{
    private static readonly Gen<(int Kind, int Whom, int What)[]> Steps = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 5], Gen.Int[0, 7]).Array[5, 40];

    [Theory]
    [InlineData("sqlite", 25)]
    [InlineData("postgres", 5)]
    public async Task A_replica_that_applies_the_events_has_what_the_directory_has(string engine, int rounds)
    {
        if (engine == "postgres" && !TestStore.HasPostgres)
        {
            return;
        }

        await Steps.SampleAsync(
            async steps =>
            {
                await using var test = await TestStore.OpenAsync(engine);
                using var bench = new EventBench(await ScimBench.OpenAsync(test.Store, ScimProfile.Generic));
                var receiver = await bench.ReceiverAsync(new NewReceiver { Kind = ReceiverKind.Poll, Label = "replica", Full = true });
                var world = new World(bench.Bench);
                foreach (var (kind, whom, what) in steps)
                {
                    await world.StepAsync(kind, whom, what);
                }

                var fold = new EventFold();
                var items = await bench.ReadAsync(receiver);
                Assert.Equal(items.Count, items.Select(i => i.Event.Id).Distinct().Count());
                Assert.Equal(world.Changes, items.Count);
                items.ForEach(item => fold.Apply(SecurityEvent.Read(System.Text.Encoding.UTF8.GetBytes(item.Event.ToJson().ToJsonString())).Match(e => e, e => throw new InvalidOperationException(e.Detail))));
                await world.CompareAsync(fold);
            },
            iter: Effort.Of(rounds),
            threads: 1);
    }

    /// <summary>Requests to a directory, and what of them changed anything.</summary>
    private sealed class World(ScimBench bench)
    {
        private readonly List<string> _users = [];
        private readonly List<string> _groups = [];
        private readonly Dictionary<string, string> _versions = new(StringComparer.Ordinal);
        private int _count;

        public int Changes { get; private set; }

        public async Task StepAsync(int kind, int whom, int what)
        {
            var user = _users.Count == 0 ? "none" : _users[whom % _users.Count];
            var group = _groups.Count == 0 ? "none" : _groups[whom % _groups.Count];
            switch (kind)
            {
                case 0 or 1:
                    await CreateAsync(_users, "/Users", ScimBench.UserBody($"u{_count++ % 7}", $"u{what}@acme.example", $"x{_count}", what != 3));
                    break;
                case 2:
                    await CreateAsync(_groups, "/Groups", Group(what));
                    break;
                case 3:
                    await ChangeAsync(ScimOperation.Patch, "/Users/" + user, ScimBench.Patch($$"""{"op":"replace","path":"active","value":{{(what % 2 == 0 ? "true" : "false")}}}"""));
                    break;
                case 4:
                    await ChangeAsync(ScimOperation.Patch, "/Users/" + user, ScimBench.Patch($$"""{"op":"add","value":{"title":"t{{what % 3}}","name":{"familyName":"f{{what}}"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d{{what % 2}}"} } }"""));
                    break;
                case 5:
                    await ChangeAsync(ScimOperation.Patch, "/Users/" + user, ScimBench.Patch(what % 2 == 0 ? """{"op":"remove","path":"title"}""" : """{"op":"remove","path":"name.familyName"}"""));
                    break;
                case 6:
                    await ChangeAsync(ScimOperation.Replace, "/Users/" + user, ScimBench.UserBody($"u{what}", $"p{what}@acme.example", null, what % 3 != 0));
                    break;
                case 7:
                    await ChangeAsync(ScimOperation.Patch, "/Groups/" + group, ScimBench.Patch($$"""{"op":"add","path":"members","value":[{"value":"{{user}}"}]}"""));
                    break;
                case 8:
                    await ChangeAsync(ScimOperation.Patch, "/Groups/" + group, ScimBench.Patch($$"""{"op":"remove","path":"members[value eq \"{{user}}\"]"},{"op":"replace","path":"displayName","value":"g{{what}}"}"""));
                    break;
                case 9:
                    await ChangeAsync(ScimOperation.Replace, "/Groups/" + group, Group(what));
                    break;
                case 10:
                    await DeleteAsync(_users, "/Users/", user);
                    break;
                default:
                    await DeleteAsync(_groups, "/Groups/", group);
                    break;
            }
        }

        public async Task CompareAsync(EventFold fold)
        {
            Assert.Equal(_users.Select(id => "/Users/" + id).Concat(_groups.Select(id => "/Groups/" + id)).Order(), fold.Resources.Keys.Order());
            foreach (var (uri, told) in fold.Resources)
            {
                var (_, kept) = await bench.SendAsync(ScimOperation.Get, uri);
                Assert.Equal(Plain(kept!), Plain(told));
            }
        }

        /// <summary>Without bookkeeping; members as a set of ids.</summary>
        private static string Plain(JsonObject resource)
        {
            var plain = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in resource)
            {
                var text = name == "members"
                    ? string.Join(',', value!.AsArray().Select(m => (string)m!["value"]!).Order())
                    : value is JsonObject parts ? string.Join(',', parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + p.Value!.ToJsonString())) : value!.ToJsonString();
                if (name is not ("meta" or "schemas" or "groups") && text.Length > 0)
                {
                    plain[name] = text;
                }
            }

            return string.Join('\n', plain.Select(p => p.Key + ": " + p.Value));
        }

        private string Group(int what) => new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
            ["displayName"] = "g" + what,
            ["members"] = new JsonArray([.. _users.Take(what % 4).Select(id => (JsonNode)new JsonObject { ["value"] = id })]),
        }.ToJsonString();

        private async Task CreateAsync(List<string> ids, string path, string body)
        {
            var (status, made) = await bench.SendAsync(ScimOperation.Create, path, body);
            if (status == 201)
            {
                ids.Add((string)made!["id"]!);
                _versions[path + "/" + ids[^1]] = (string)made["meta"]!["version"]!;
                Changes++;
            }
        }

        private async Task ChangeAsync(ScimOperation operation, string path, string body)
        {
            var (status, _) = await bench.SendAsync(operation, path, body);
            if (status is 200 or 204)
            {
                await NoteAsync(path);
            }
        }

        private async Task DeleteAsync(List<string> ids, string path, string id)
        {
            if ((await bench.SendAsync(ScimOperation.Delete, path + id)).Status == 204)
            {
                ids.Remove(id);
                Changes++;

                // Groups that he leaves have a new version and no event of their own: his deletion tells it.
                foreach (var group in _groups)
                {
                    await NoteAsync("/Groups/" + group, counts: false);
                }
            }
        }

        /// <summary>A version that moved is a change; one that stayed is none.</summary>
        private async Task NoteAsync(string path, bool counts = true)
        {
            var version = (string)(await bench.SendAsync(ScimOperation.Get, path)).Body!["meta"]!["version"]!;
            Changes += counts && _versions[path] != version ? 1 : 0;
            _versions[path] = version;
        }
    }
}
