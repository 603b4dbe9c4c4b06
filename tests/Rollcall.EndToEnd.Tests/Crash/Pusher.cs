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
    private const int FewUsers = 4;

    private readonly Random _chance = new(seed);
    private readonly List<PushedUser> _own = [.. own];
    private int _created;

    /// <summary>Ends when the server is gone, or when it is told to.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await NextAsync();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or SocketException)
        {
            // Killed: the request under way was not answered, and is done or not.
        }
    }

    private Task NextAsync()
    {
        var free = _own.Where(static user => user.IsFree).ToList();
        var dice = _chance.Next(100);
        return (dice, free.Count) switch
        {
            (_, < FewUsers) or ( < 25, _) => CreateAsync(),
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
        if (answer.Status == 503)
        {
            return; // As open as no answer; the check will tell.
        }

        Assert.True(answer.Status == expected, $"{attempt.Verb} {user.Name}: {answer.Status} {answer.Json?.ToJsonString()}");
        user.Settle(attempt, user.Id ?? (string)answer.Json!["id"]!, answer.Version, LedgerCheck.Plain(answer.Json));
        ledger.Count();
        step();
    }

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
        if (answer.Status == 503)
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
