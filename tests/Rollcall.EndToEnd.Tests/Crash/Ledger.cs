using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>What was pushed to one account and acknowledged, over all starts of the server.</summary>
internal sealed class Ledger(string account, string path, string token)
{
    public const int Groups = 2;
    public const int Licenses = 40;

    private readonly Lock _gate = new();
    private long _acknowledged;
    private long _lastAnswer;
    private int _mark;

    public string Account => account;

    public ConcurrentBag<PushedUser> Users { get; } = [];

    public ConcurrentDictionary<MemberAttempt, bool> OpenMemberships { get; } = [];

    public string[] GroupIds { get; } = new string[Groups];

    /// <summary>The highest version of each group that an answer has told.</summary>
    public long[] GroupVersions { get; } = new long[Groups];

    /// <summary>How many writes were answered with success.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Makes the account, its directory and the shared groups.</summary>
    public static async Task<Ledger> OpenAsync(Installation installation, ServerProcess server, string account = "crash", int licenses = Licenses)
    {
        var made = (await Executable.RunAsync(installation, "account", "create", account, "--licenses", licenses.ToString(CultureInfo.InvariantCulture), "--idp", "entra", "--json")).Json();
        var ledger = new Ledger(account, new Uri(made.GetProperty("baseUrl").GetString()!).AbsolutePath, made.GetProperty("token").GetString()!);
        using var client = ledger.Client(server);
        for (var group = 0; group < Groups; group++)
        {
            var answer = await SendAsync(client, "POST", "Groups", Bodies.Group($"Shared {group.ToString(CultureInfo.InvariantCulture)}"));
            Assert.Equal(201, answer.Status);
            ledger.GroupIds[group] = (string)answer.Json!["id"]!;
        }

        return ledger;
    }

    /// <summary>The identity provider; each start of the server has its own port.</summary>
    public HttpClient Client(ServerProcess server) => Client(server.Address);

    /// <summary>Each request on a connection of its own: a balancer then sends each to another server, and what broke is told instead of being sent again in silence.</summary>
    public HttpClient Client(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = new Uri(address, path + "/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A number that no request has borne.</summary>
    public int NextMark() => Interlocked.Increment(ref _mark);

    public void Count()
    {
        Interlocked.Increment(ref _acknowledged);
        lock (_gate)
        {
            var now = Environment.TickCount64;
            LongestSilence = _lastAnswer == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(LongestSilence.TotalMilliseconds, now - _lastAnswer));
            _lastAnswer = now;
        }
    }

    /// <summary>The longest time between two acknowledged writes.</summary>
    public TimeSpan LongestSilence { get; private set; }

    /// <summary>How many requests were cut off, or refused as ones to be sent again.</summary>
    public int Unanswered => Users.Count(static user => user.Pending is not null) + OpenMemberships.Count;

    /// <summary>Who got no answer to a create sends it again and gets it: whether it was made before or is made now, there is one (product rule 7).</summary>
    public async Task RepeatAsync(HttpClient client, Random chance)
    {
        foreach (var user in Users.Where(static user => user.Pending is { Verb: "POST" }))
        {
            if (chance.Next(2) == 0)
            {
                var answer = await SendAsync(client, "POST", "Users", CrashBodies.User(user.Name, user.Pending!));
                Assert.True(answer.Status == 201, $"{user.Name} was sent again: {answer.Status} {answer.Json?.ToJsonString()}");
            }
        }
    }

    /// <summary>Notes a group's version that an answer told; they come in any order.</summary>
    public void Saw(int group, long version)
    {
        lock (GroupVersions)
        {
            GroupVersions[group] = Math.Max(GroupVersions[group], version);
        }
    }

    public static async Task<Answer> SendAsync(HttpClient client, string method, string path, string? body = null, long? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (ifMatch is { } condition)
        {
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"W/\"{condition}\""));
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var version = answer.Headers.ETag is { Tag: var tag } ? long.Parse(tag.Trim('"'), CultureInfo.InvariantCulture) : 0;
        return new Answer((int)answer.StatusCode, version, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject());
    }

    internal sealed record Answer(int Status, long Version, JsonObject? Json);
}
