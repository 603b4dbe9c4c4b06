using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Rollcall.EndToEnd.Tests.Crash;
using Rollcall.EndToEnd.Tests.Histories;

namespace Rollcall.EndToEnd.Tests.Fleet;

/// <summary>One of several clients that quarrel over the same few users, and write down what they were told.</summary>
/// <param name="ledger">The account; nobody else writes to it.</param>
/// <param name="client">Its connection.</param>
/// <param name="heard">What each name's bearer was last heard to be, by any of them.</param>
/// <param name="recording">Where it writes.</param>
/// <param name="licenses">Reads the license counts; from any server.</param>
/// <param name="seed">Decides what it does.</param>
internal sealed class Contender(Ledger ledger, HttpClient client, ConcurrentDictionary<string, (string Id, long Version)> heard, Recording recording, Func<Task<JsonElement>> licenses, int seed)
{
    /// <summary>How many users they quarrel over.</summary>
    public const int Names = 3;

    private readonly Random _chance = new(seed);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"c{_chance.Next(Names)}@crash.example");
            var dice = _chance.Next(100);
            await (heard.TryGetValue(name, out var user)
                ? dice switch
                {
                    < 15 => CreateAsync(name),
                    < 25 => FindAsync(name),
                    < 50 => ChangeAsync(user.Id, _chance.Next(2) == 0 ? user.Version : null, name),
                    < 70 => ReadAsync(name, user.Id),
                    < 85 => DeleteAsync(name, user.Id),
                    _ => SeeAsync(),
                }
                : dice < 50 ? CreateAsync(name) : FindAsync(name));
        }
    }

    private async Task CreateAsync(string name)
    {
        var attempt = new Attempt("POST", ledger.NextMark(), true);
        var at = Recording.Now;
        var answer = await AskAsync("POST", "Users", CrashBodies.User(name, attempt));
        switch (answer?.Status)
        {
            case 201:
                var id = (string)answer.Json!["id"]!;
                recording.Note(name, new NameAction.Create(id, attempt.Mark), at);
                recording.Note(id, new VersionAction.Make(answer.Version), at);
                recording.Note(new LicenseAction.Come(), at);
                heard[name] = (id, answer.Version);
                break;
            case 409:
                recording.Note(name, new NameAction.Taken(), at);
                break;
            default:
                AssertOpen(answer);
                recording.Note(name, new NameAction.Create(null, attempt.Mark), at, answered: false);
                recording.Note(new LicenseAction.Come(), at, answered: false);
                break;
        }
    }

    private async Task FindAsync(string name)
    {
        var at = Recording.Now;
        var answer = await AskAsync("GET", $"Users?filter=userName eq \"{name}\"");
        if (answer?.Status != 200)
        {
            AssertOpen(answer);
            return;
        }

        var found = answer.Json!["Resources"]?.AsArray() is [{ } one, ..] ? one : null;
        recording.Note(name, new NameAction.Find((string?)found?["id"] ?? ""), at);
        if (found is not null)
        {
            var version = long.Parse(((string)found["meta"]!["version"]!).Trim('W', '/', '"'), CultureInfo.InvariantCulture);
            recording.Note((string)found["id"]!, new VersionAction.Read(version), at);
            heard[name] = ((string)found["id"]!, version);
        }
    }

    private async Task ChangeAsync(string id, long? ifMatch, string name)
    {
        var at = Recording.Now;
        var answer = await AskAsync("PATCH", "Users/" + id, CrashBodies.Patch(new Attempt("PATCH", ledger.NextMark(), true)), ifMatch);
        switch (answer?.Status)
        {
            case 200:
                recording.Note(id, new VersionAction.Change(ifMatch, answer.Version), at);
                heard.TryUpdate(name, (id, answer.Version), (id, answer.Version - 1));
                break;
            case 412 when ifMatch is { } condition:
                recording.Note(id, new VersionAction.Mismatch(condition), at);
                break;
            case 404:
                NoteGone(name, id, at);
                break;
            default:
                AssertOpen(answer);
                recording.Note(id, new VersionAction.Change(ifMatch, 0), at, answered: false);
                break;
        }
    }

    private async Task ReadAsync(string name, string id)
    {
        var at = Recording.Now;
        var answer = await AskAsync("GET", "Users/" + id);
        switch (answer?.Status)
        {
            case 200:
                recording.Note(id, new VersionAction.Read(answer.Version), at);
                heard[name] = (id, answer.Version);
                break;
            case 404:
                NoteGone(name, id, at);
                break;
            default:
                AssertOpen(answer);
                break;
        }
    }

    private async Task DeleteAsync(string name, string id)
    {
        var at = Recording.Now;
        var answer = await AskAsync("DELETE", "Users/" + id);
        if (answer?.Status == 404)
        {
            NoteGone(name, id, at);
            return;
        }

        var answered = answer?.Status == 204;
        if (!answered)
        {
            AssertOpen(answer);
        }

        recording.Note(name, new NameAction.Delete(id), at, answered);
        recording.Note(id, new VersionAction.Delete(), at, answered);
        recording.Note(new LicenseAction.Go(), at, answered);
    }

    private async Task SeeAsync()
    {
        var at = Recording.Now;
        try
        {
            var told = await licenses();
            recording.Note(new LicenseAction.See(told.GetProperty("assigned").GetInt32(), told.GetProperty("waiting").GetInt32()), at);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or SocketException)
        {
            // A read without an answer tells nothing.
        }
    }

    private void NoteGone(string name, string id, long at)
    {
        recording.Note(name, new NameAction.Gone(id), at);
        recording.Note(id, new VersionAction.Absent(), at);
        heard.TryRemove(name, out _);
    }

    private static void AssertOpen(Ledger.Answer? answer) =>
        Assert.True(answer is null or { Status: 503 or 429 }, $"A contender was told {answer?.Status.ToString(CultureInfo.InvariantCulture)} {answer?.Json?.ToJsonString()}");

    /// <summary>Null where the connection was cut.</summary>
    private async Task<Ledger.Answer?> AskAsync(string method, string path, string? body = null, long? ifMatch = null)
    {
        try
        {
            return await Ledger.SendAsync(client, method, path, body, ifMatch);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or SocketException)
        {
            return null;
        }
    }
}
