using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Rollcall.EndToEnd.Tests;

/// <summary>What was acknowledged survives kill -9 in the middle of a push.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Pushers = 6;
    private const int Licenses = 40;

    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public async Task Nothing_acknowledged_is_lost(string store)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        var chance = new Random(seed);
        await using var installation = await Installation.CreateAsync(store);
        Pushed? pushed = null;
        for (var kill = 0; kill < Effort.Of(5); kill++)
        {
            await using var server = await ServerProcess.StartAsync(installation);
            pushed ??= await Pushed.OpenAsync(installation);
            await CheckAsync(server, pushed);
            await PushUntilKilledAsync(server, pushed, kill, chance.Next(1, 80));
        }

        await using var last = await ServerProcess.StartAsync(installation);
        await CheckAsync(last, pushed!);
        output.WriteLine($"{pushed!.Users.Count.ToString(CultureInfo.InvariantCulture)} users, {pushed.Members.Count.ToString(CultureInfo.InvariantCulture)} memberships kept");
        await CheckLicensesAsync(installation, pushed);
    }

    /// <summary>Pushes from several tasks, and kills the server as soon as so many more were acknowledged: others are under way then.</summary>
    private static async Task PushUntilKilledAsync(ServerProcess server, Pushed pushed, int round, int after)
    {
        using var client = pushed.Client(server);
        var left = after;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pushers = Enumerable.Range(0, Pushers).Select(pusher => PushAsync(client, pushed, $"r{round}p{pusher}", () =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                reached.SetResult();
            }
        })).ToList();
        await reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        await server.KillAsync();
        await Task.WhenAll(pushers);
    }

    /// <summary>Creates users, changes them, puts them into the group; notes what was acknowledged. Ends when the server is gone.</summary>
    private static async Task PushAsync(HttpClient client, Pushed pushed, string name, Action acknowledged)
    {
        try
        {
            for (var n = 0; ; n++)
            {
                var userName = $"{name}n{n.ToString(CultureInfo.InvariantCulture)}@kill.example";
                var created = await SendAsync(client, "POST", "Users", Bodies.User(userName));
                Assert.Equal(201, created.Status);
                var id = created.Json.GetProperty("id").GetString()!;
                pushed.Users[id] = new Acknowledged(userName, userName, created.Version);
                acknowledged();
                var changed = await SendAsync(client, "PATCH", "Users/" + id, Bodies.Rename("Changed " + userName));
                Assert.Equal(200, changed.Status);
                pushed.Users[id] = new Acknowledged(userName, "Changed " + userName, changed.Version);
                acknowledged();
                var joined = await SendAsync(client, "PATCH", "Groups/" + pushed.Group, Bodies.Join(id));
                Assert.Equal(204, joined.Status);
                pushed.Members[id] = true;
                acknowledged();
            }
        }
        catch (HttpRequestException)
        {
            // Killed: this request was not acknowledged, and may be there or not.
        }
    }

    private static async Task CheckAsync(ServerProcess server, Pushed pushed)
    {
        using var client = pushed.Client(server);
        foreach (var (id, known) in pushed.Users)
        {
            var found = await SendAsync(client, "GET", "Users/" + id, null);
            Assert.True(found.Status == 200, $"{known.UserName} was acknowledged and is gone: {found.Status}");
            Assert.Equal(known.UserName, found.Json.GetProperty("userName").GetString());
            // The change after the last acknowledged one may have been made.
            Assert.True(found.Version >= known.Version, $"{known.UserName} went back from version {known.Version} to {found.Version}");
            if (found.Version == known.Version)
            {
                Assert.Equal(known.DisplayName, found.Json.GetProperty("displayName").GetString());
            }
        }

        var group = await SendAsync(client, "GET", "Groups/" + pushed.Group, null);
        var members = group.Json.TryGetProperty("members", out var list) ? list.EnumerateArray().Select(static m => m.GetProperty("value").GetString()!).ToHashSet() : [];
        Assert.Superset(pushed.Members.Keys.ToHashSet(), members);
    }

    /// <summary>The counts agree after all kills: nobody holds a license too many, nobody waits beside a free one.</summary>
    private static async Task CheckLicensesAsync(Installation installation, Pushed pushed)
    {
        var licenses = (await Executable.RunAsync(installation, "license", "show", "--account", pushed.Account, "--json")).Json();
        var users = (await Executable.RunAsync(installation, "user", "list", "--account", pushed.Account, "--limit", "0", "--json")).Json().GetProperty("items").EnumerateArray().ToList();
        var held = users.CountBy(static user => user.GetProperty("license").GetString()!).ToDictionary();
        Assert.Equal(licenses.GetProperty("assigned").GetInt32(), held.GetValueOrDefault("assigned"));
        Assert.Equal(licenses.GetProperty("waiting").GetInt32(), held.GetValueOrDefault("waiting"));
        Assert.Equal(Math.Min(Licenses, users.Count), held.GetValueOrDefault("assigned"));
        Assert.Equal(users.Count, held.GetValueOrDefault("assigned") + held.GetValueOrDefault("waiting"));
    }

    private static async Task<Answer> SendAsync(HttpClient client, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var version = answer.Headers.ETag is { Tag: var tag } ? long.Parse(tag.Trim('"'), CultureInfo.InvariantCulture) : 0;
        return new Answer((int)answer.StatusCode, version, bytes.Length == 0 ? default : JsonElement.Parse(bytes));
    }

    private sealed record Answer(int Status, long Version, JsonElement Json);

    private sealed record Acknowledged(string UserName, string DisplayName, long Version);

    /// <summary>What was pushed and acknowledged, over all starts of the server.</summary>
    private sealed class Pushed(string account, string path, string token, string group)
    {
        public string Account => account;

        public string Group => group;

        public ConcurrentDictionary<string, Acknowledged> Users { get; } = [];

        public ConcurrentDictionary<string, bool> Members { get; } = [];

        public static async Task<Pushed> OpenAsync(Installation installation)
        {
            var licenses = Licenses.ToString(CultureInfo.InvariantCulture);
            var made = (await Executable.RunAsync(installation, "account", "create", "kill", "--licenses", licenses, "--idp", "entra", "--json")).Json();
            var baseUrl = new Uri(made.GetProperty("baseUrl").GetString()!);
            var pushed = new Pushed("kill", baseUrl.AbsolutePath, made.GetProperty("token").GetString()!, "");
            using var client = pushed.Client(baseUrl);
            var group = await SendAsync(client, "POST", "Groups", Bodies.Group("Everybody"));
            return new Pushed("kill", baseUrl.AbsolutePath, made.GetProperty("token").GetString()!, group.Json.GetProperty("id").GetString()!);
        }

        /// <summary>The identity provider; each start has its own port.</summary>
        public HttpClient Client(ServerProcess server) => Client(server.Address);

        private HttpClient Client(Uri address)
        {
            var client = new HttpClient { BaseAddress = new Uri(address, path + "/") };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return client;
        }
    }
}
