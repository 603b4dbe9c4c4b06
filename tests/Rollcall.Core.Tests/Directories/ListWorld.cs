using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories;

/// <summary>Random users and groups in two directories of one account and in one of another, all with the same few values.</summary>
internal sealed class ListWorld
{
    private static readonly string[] Words = ["ann", "Ann", "bob", "BOB", "cid", "é", "e\u0301"];

    private ListWorld(ScimBench bench, List<Known> users, List<Known> groups)
    {
        Bench = bench;
        Users = users;
        Groups = groups;
    }

    /// <summary>One record and all that a filter may ask of it.</summary>
    public sealed record Known(StoredRecord Record, JsonObject Document, RelationValues Relations);

    public ScimBench Bench { get; }

    public List<Known> Users { get; }

    public List<Known> Groups { get; }

    /// <summary>What a user is made of, as numbers that choose from the same few values.</summary>
    public static Gen<int[][]> People { get; } = Gen.Int[0, 1000].Array[10].Array[10, 60];

    public static async Task<List<ListWorld>> OpenAsync(Store store, int[][] people)
    {
        var acme = await ScimBench.OpenAsync(store, ScimProfile.Generic, licenses: 1000);
        var second = acme.With(ScimBench.Done(await new DirectoryRegister(store).CreateScimAsync(acme.Account.Number, "Second", IdentityProvider.Okta, true, ScimBench.Origin)));
        var globex = await ScimBench.OpenAsync(store, ScimProfile.Generic, licenses: 1000, subdomain: "globex");
        ScimBench[] benches = [acme, second, globex];
        foreach (var bench in benches)
        {
            // In one account a name is one user's, so the second directory has others; the other account has the very same.
            await FillAsync(bench, bench == second ? [.. people.Select(p => p.Select(n => n + 1001).ToArray())] : people);
        }

        List<ListWorld> worlds = [];
        foreach (var bench in benches)
        {
            worlds.Add(new ListWorld(bench, await ReadAsync(bench, RecordType.User), await ReadAsync(bench, RecordType.Group)));
        }

        return worlds;
    }

    /// <summary>A filter's text with its places filled: an id or a moment of some record of this directory.</summary>
    public string Fill(string filter)
    {
        foreach (var (name, values) in new (string, string[])[]
        {
            ("user", [.. Users.Select(u => u.Relations.Id!), Guid.Empty.ToString()]),
            ("group", [.. Groups.Select(g => g.Relations.Id!), "none"]),
            ("created", [.. Users.Concat(Groups).Select(u => Moment(u.Relations.Created)), "2020-01-01T00:00:00Z"]),
            ("modified", [.. Users.Concat(Groups).Select(u => Moment(u.Relations.LastModified)), "2020-01-01T00:00:00Z"]),
        })
        {
            for (var at = filter.IndexOf("{" + name, StringComparison.Ordinal); at >= 0; at = filter.IndexOf("{" + name, StringComparison.Ordinal))
            {
                var end = filter.IndexOf('}', at);
                var number = int.Parse(filter.AsSpan(at + name.Length + 1, end - at - name.Length - 1), System.Globalization.CultureInfo.InvariantCulture);
                filter = filter[..at] + values[number % values.Length] + filter[(end + 1)..];
            }
        }

        return filter;
    }

    /// <summary>The meaning of a filter without any index: each record is asked, in order of creation.</summary>
    public List<Known> Matching(Filter? filter, ResourceType type) => [.. (type.Name == "User" ? Users : Groups)
        .Where(k => filter is null || ResourceMatch.Matches(filter, k.Document, type, k.Relations).Match(m => m, e => throw new InvalidOperationException(e.Detail)))];

    private static async Task FillAsync(ScimBench bench, int[][] people)
    {
        var ids = new List<string>();
        foreach (var person in people)
        {
            var (status, body) = await bench.SendAsync(ScimOperation.Create, "/Users", User(person, ids).ToJsonString());
            if (status == 201)
            {
                ids.Add(body!["id"]!.GetValue<string>());
            }
        }

        foreach (var group in people.Take(people.Length / 3))
        {
            await bench.SendAsync(ScimOperation.Create, "/Groups", Group(group, ids).ToJsonString());
        }

        foreach (var person in people.Where(p => p[9] % 5 == 0))
        {
            var path = "/Users/" + ids[person[8] % ids.Count];
            await (person[9] % 2 == 0
                ? bench.SendAsync(ScimOperation.Delete, path)
                : bench.SendAsync(ScimOperation.Patch, path, ScimBench.Patch($$"""{"op":"replace","path":"title","value":"{{Words[person[7] % Words.Length]}}"}""")));
        }
    }

    private static JsonObject User(int[] p, List<string> ids)
    {
        var user = new JsonObject { ["schemas"] = new JsonArray(Urns.User), ["userName"] = $"{Words[p[0] % Words.Length]}{p[0] % 40}{(p[0] > 1000 ? "b" : "")}", ["active"] = p[1] % 3 != 0 };
        Set(user, "externalId", p[2] % 4 == 0 ? null : $"{Words[p[2] % Words.Length]}{p[2] % 50}{(p[2] > 1000 ? "b" : "")}");
        Set(user, "displayName", p[3] % 3 == 0 ? null : Words[p[3] % Words.Length]);
        Set(user, "title", p[4] % 2 == 0 ? null : Words[p[4] % Words.Length]);
        user["emails"] = new JsonArray([.. Enumerable.Range(0, p[5] % 3).Select(i => new JsonObject
        {
            ["type"] = i % 2 == 0 ? "work" : "home", ["primary"] = i == 0, ["value"] = Words[p[5 + i] % 4] + "@x.example",
        })]);
        if (p[6] % 3 == 0 && ids.Count > 0)
        {
            user[Urns.EnterpriseUser] = new JsonObject { ["manager"] = new JsonObject { ["value"] = p[6] % 2 == 0 ? ids[p[6] % ids.Count] : Words[p[6] % Words.Length] } };
            user["schemas"] = new JsonArray(Urns.User, Urns.EnterpriseUser);
        }

        return user;
    }

    private static JsonObject Group(int[] p, List<string> ids)
    {
        var group = new JsonObject { ["schemas"] = new JsonArray(Urns.Group), ["displayName"] = $"{Words[p[0] % Words.Length]}{p[1] % 3}" };
        Set(group, "externalId", p[2] % 3 == 0 ? null : Words[p[2] % Words.Length]);
        group["members"] = new JsonArray([.. ids.Where((_, i) => (i * p[3] % 7) < p[4] % 4).Select(id => new JsonObject { ["value"] = id })]);
        return group;
    }

    private static string Moment(DateTimeOffset? at) => at!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    private static async Task<List<Known>> ReadAsync(ScimBench bench, RecordType type)
    {
        var ct = TestContext.Current.CancellationToken;
        var (account, directory) = (bench.Account.Number, bench.Directory.Key.Value);
        var records = await bench.Store.ReadAsync((s, c) => RecordReader.FromAsync(s, account, directory, type, 0, 10_000, c), ct);
        var keys = records.Select(r => r.Head.Key).ToList();
        var members = await bench.Store.ReadAsync((s, c) => RelationReader.MembersAsync(s, account, keys, c), ct);
        var groups = await bench.Store.ReadAsync((s, c) => RelationReader.GroupsAsync(s, account, keys, c), ct);
        return [.. records.Select(r => new Known(r, StoredDocument.Parse(r.Document), RecordDecision.Facts(r) with
        {
            MemberIds = [.. members[r.Head.Key].Select(m => m.Id.ToString())],
            GroupIds = [.. groups[r.Head.Key].Select(m => m.Id.ToString())],
        }))];
    }
}
