using System.Globalization;
using System.Net.Sockets;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>One connection of an identity provider: creates, changes, replaces and deletes users of its own, and puts them into shared groups and out again.</summary>
/// <param name="ledger">Where it notes what it asked and what was answered.</param>
/// <param name="client">The connection.</param>
/// <param name="name">Its name, which its users bear.</param>
/// <param name="seed">Decides what it does.</param>
/// <param name="step">Called before each request and after each answer.</param>
/// <param name="own">Users of earlier rounds that are its own now.</param>
internal sealed class Pusher(Ledger ledger, HttpClient client, string name, int seed, Action step, IEnumerable<PushedUser> own)
{
    /// <summary>Whether a connection that breaks is no end, but a request without an answer.</summary>
    public bool Persists { get; init; }

    /// <summary>Whether several changes are sent in one request too.</summary>
    public bool SendsBulk { get; init; }

    private const int FewUsers = 4;

    private readonly Random _chance = new(seed);
    private readonly List<PushedUser> _own = [.. own];
    private int _created;

    /// <summary>Ends when the server is gone, or when it is told to.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await NextAsync();
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or SocketException)
            {
                // Killed: the request under way was not answered, and is done or not.
                if (!Persists)
                {
                    return;
                }
            }
        }
    }

    private Task NextAsync()
    {
        var free = _own.Where(static user => user.IsFree).ToList();
        var dice = _chance.Next(100);
        return (dice, free.Count) switch
        {
            (_, < FewUsers) or ( < 25, _) => CreateAsync(),
            ( < 35, _) when SendsBulk => BulkAsync(Any(free), Any(free)),
            ( < 50, _) => ChangeAsync(Any(free), "PATCH"),
            ( < 60, _) => ChangeAsync(Any(free), "PUT"),
            ( < 68, _) => ChangeAsync(Any(free), "DELETE"),
            _ => JoinAsync(free),
        };
    }

    private PushedUser Any(List<PushedUser> users) => users[_chance.Next(users.Count)];

    private Task CreateAsync()
    {
        var user = new PushedUser($"{name}n{(_created++).ToString(CultureInfo.InvariantCulture)}@crash.example");
        _own.Add(user);
        ledger.Users.Add(user);
        return AskAsync(user, new Attempt("POST", ledger.NextMark(), true), "Users", 201);
    }

    private Task ChangeAsync(PushedUser user, string verb) =>
        AskAsync(user, new Attempt(verb, ledger.NextMark(), _chance.Next(4) > 0), "Users/" + user.Id, verb == "DELETE" ? 204 : 200);

    private async Task AskAsync(PushedUser user, Attempt attempt, string path, int expected)
    {
        user.Pending = attempt;
        var body = attempt.Verb switch { "PATCH" => CrashBodies.Patch(attempt), "DELETE" => null, _ => CrashBodies.User(user.Name, attempt) };
        step();
        var answer = await Ledger.SendAsync(client, attempt.Verb, path, body);
        if (MayRepeat(answer))
        {
            return;
        }

        Assert.True(answer.Status == expected, $"{attempt.Verb} {user.Name}: {answer.Status} {answer.Json?.ToJsonString()}");
        user.Settle(attempt, user.Id ?? (string)answer.Json!["id"]!, answer.Version, LedgerCheck.Plain(answer.Json));
        ledger.Count();
        step();
    }

    /// <summary>A change of each of two users in one request. Each is whole or not at all, whatever becomes of the other.</summary>
    private async Task BulkAsync(params PushedUser[] users)
    {
        List<(PushedUser User, Attempt Attempt)> changes = [.. users.Distinct().Select(user => (user, new Attempt("PATCH", ledger.NextMark(), _chance.Next(4) > 0, IsInBulk: true)))];
        changes.ForEach(static change => change.User.Pending = change.Attempt);
        var answer = await Ledger.SendAsync(client, "POST", "Bulk", CrashBodies.Bulk(changes));
        if (MayRepeat(answer))
        {
            return;
        }

        Assert.True(answer.Status == 200, $"Bulk: {answer.Status} {answer.Json?.ToJsonString()}");
        foreach (var ((user, attempt), told) in changes.Zip(answer.Json!["Operations"]!.AsArray()))
        {
            var status = (string)told!["status"]!;
            if (status is "503" or "429")
            {
                continue;
            }

            // A Bulk answer holds no body: the user is asked for, and nobody else changes it meanwhile.
            Assert.True(status is "200" or "204", $"PATCH in a Bulk: {told.ToJsonString()}");
            var now = await Ledger.SendAsync(client, "GET", "Users/" + user.Id);
            if (MayRepeat(now))
            {
                continue;
            }

            Assert.True(now.Status == 200 && (string?)now.Json!["title"] == CrashBodies.Number(attempt), $"A change in a Bulk was acknowledged, and the user is: {now.Status} {now.Json?.ToJsonString()}");
            user.Settle(attempt, user.Id!, now.Version, LedgerCheck.Plain(now.Json));
            ledger.Count();
        }

        step();
    }

    /// <summary>As open as no answer: the check will tell.</summary>
    private static bool MayRepeat(Ledger.Answer answer) => answer.Status is 503 or 429;

    /// <summary>One request with two operations on a group: each of two users comes or goes.</summary>
    private async Task JoinAsync(List<PushedUser> free)
    {
        var group = _chance.Next(Ledger.Groups);
        List<PushedUser> pair = [.. free.OrderBy(_ => _chance.Next()).Take(2)];
        var attempt = new MemberAttempt(group, [.. pair.Select(user => (user, !user.In[group]))]);
        pair.ForEach(static user => user.HasOpenMembership = true);
        ledger.OpenMemberships[attempt] = true;
        step();
        var answer = await Ledger.SendAsync(client, "PATCH", "Groups/" + ledger.GroupIds[group], CrashBodies.Members(attempt));
        if (MayRepeat(answer))
        {
            return;
        }

        Assert.True(answer.Status == 204, $"PATCH of a group: {answer.Status} {answer.Json?.ToJsonString()}");
        ledger.Saw(group, answer.Version);
        LedgerCheck.Settle(attempt, isDone: true);
        ledger.OpenMemberships.TryRemove(attempt, out _);
        ledger.Count();
        step();
    }
}
