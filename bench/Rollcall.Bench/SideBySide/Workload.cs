using Rollcall.Bench.Peers;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.SideBySide;

/// <summary>One thing to ask of a server by many connections at once.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Connections">At how many connections it is measured.</param>
/// <param name="Prepare">The scripts, one a connection.</param>
internal sealed record Workload(string Name, int[] Connections, Func<Scene, int, IReadOnlyList<Script>> Prepare)
{
    private static readonly int[] s_both = [8, 64];

    /// <summary>What the bare server is asked: parse a user and write it again.</summary>
    public static Workload Echo { get; } = new("echo", s_both, static (scene, count) =>
        Each(count, _ => new Same(Script.Request(scene.Target, "POST", "/Users", People.User("user1.00000000@bench.example")))));

    /// <summary>What the SCIM servers are asked, in this order on one fresh server.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("GET by id", s_both, static (scene, count) => Each(count, i => new OneOf([.. scene.Users.Select(id => Script.Request(scene.Target, "GET", "/Users/" + id))], i))),
        new("userName eq", s_both, static (scene, count) => Each(count, i => new OneOf([.. scene.Names.Select(name => Script.Request(scene.Target, "GET", $"/Users?filter=userName+eq+%22{Uri.EscapeDataString(name)}%22"))], i))),
        new("externalId eq", s_both, static (scene, count) => Each(count, i => new OneOf([.. scene.Names.Select(name => Script.Request(scene.Target, "GET", $"/Users?filter=externalId+eq+%22{Uri.EscapeDataString(name)}%22"))], i))),
        new("group without members", s_both, static (scene, count) => Each(count, _ => new Same(Script.Request(scene.Target, "GET", $"/Groups/{scene.Group}?excludedAttributes=members")))),
        new("PATCH active", s_both, static (scene, count) => Each(count, i => new Toggle(scene.Target, scene.Users[i]))),
        new("add or remove a member", s_both, static (scene, count) => Each(count, i => new Membership(scene.Target, scene.Group, scene.Users[i]))),
        new("create", s_both, static (scene, count) => Each(count, _ => new Create(scene.Target))),
    ];

    private static List<Script> Each(int count, Func<int, Script> make) => [.. Enumerable.Range(0, count).Select(make)];
}

/// <summary>A server with some users and two empty groups in it.</summary>
internal sealed record Scene(Target Target, IReadOnlyList<string> Users, IReadOnlyList<string> Names, string Group, string OtherGroup)
{
    /// <summary>Fills a fresh server.</summary>
    public static async Task<Scene> FillAsync(Target target, int users)
    {
        var made = new List<(string Id, string Name)>();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            using var line = await Line.OpenAsync(target.Base);
            for (var i = n; i < users; i += 16)
            {
                var name = People.NewName();
                var answer = await line.AskAsync(Script.Request(target, "POST", "/Users", People.User(name)));
                if (answer.Status != 201)
                {
                    throw new InvalidDataException("A user was not created: " + answer);
                }

                lock (made)
                {
                    made.Add((answer.Id(), name));
                }
            }
        })));
        using var own = await Line.OpenAsync(target.Base);
        var group = (await own.AskAsync(Script.Request(target, "POST", "/Groups", People.Group(People.NewName())))).Id();
        var other = (await own.AskAsync(Script.Request(target, "POST", "/Groups", People.Group(People.NewName())))).Id();
        var some = made.Take(2000).ToList();
        return new Scene(target, [.. some.Select(static m => m.Id)], [.. some.Select(static m => m.Name)], group, other);
    }
}
