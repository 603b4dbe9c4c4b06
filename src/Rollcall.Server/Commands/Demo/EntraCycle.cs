using Rollcall.Scim.Calling;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands.Demo;

/// <summary>Pushes people and groups in the order of Entra ID's cycles: look, then write; users before groups. After a broken connection nothing more is sent.</summary>
internal sealed class EntraCycle(EntraLine line, CancellationToken ct)
{
    private readonly Dictionary<Guid, string> _ids = [];
    private readonly List<PushedRequest> _sent = [];

    /// <summary>All that was sent so far.</summary>
    public IReadOnlyList<PushedRequest> Sent => _sent;

    /// <summary>Why the connection broke; null while it holds.</summary>
    public Problem? Broken { get; private set; }

    /// <summary>Test Connection.</summary>
    public async Task TestConnectionAsync()
    {
        if (await AnswerAsync(writer => writer.TestConnectionAsync(ct)) is { } calls)
        {
            _sent.AddRange(calls.Select(static call => Note("Test Connection", call)));
        }
    }

    /// <summary>Somebody who was assigned: looked for, and created where not found.</summary>
    public async Task AssignAsync(DemoPerson person)
    {
        var user = person.User;
        if (await SendAsync($"look for {user.UserPrincipalName}", writer => writer.MatchUserAsync(user.UserPrincipalName, ct)) is { } found)
        {
            var id = found.Resources() is [var only, ..] ? (string?)only["id"] : (await SendAsync($"create {user.DisplayName}", writer => writer.CreateUserAsync(user, ct)))?.Id();
            if (id is not null)
            {
                _ids[user.ObjectId] = id;
            }
        }
    }

    /// <summary>Somebody who was disabled.</summary>
    public Task DisableAsync(DemoPerson person) => ChangeAsync(person, $"disable {person.User.DisplayName}", (writer, id) => writer.DisableUserAsync(id, ct));

    /// <summary>Somebody who was deleted, which is soft for 30 days.</summary>
    public Task DeleteAsync(DemoPerson person) =>
        ChangeAsync(person, $"delete {person.User.DisplayName} (softly: renamed)", (writer, id) => writer.SoftDeleteUserAsync(id, person.User, ct));

    /// <summary>A group that was assigned.</summary>
    public async Task<string?> GroupAsync(string name)
    {
        if (await SendAsync($"look for group {name}", writer => writer.MatchGroupAsync(name, ct)) is not { } found)
        {
            return null;
        }

        return found.Resources() is [var only, ..]
            ? (string?)only["id"]
            : (await SendAsync($"create group {name}", writer => writer.CreateGroupAsync(Guid.CreateVersion7(), name, ct)))?.Id();
    }

    /// <summary>Members of a group, those that were created.</summary>
    public async Task JoinAsync(string? group, params IReadOnlyList<DemoPerson> people)
    {
        var known = people.Where(person => _ids.ContainsKey(person.User.ObjectId)).ToList();
        if (group is not null && known.Count > 0)
        {
            await SendAsync(
                $"add {string.Join(", ", known.Select(static person => person.User.GivenName))}",
                writer => writer.AddMembersAsync(group, [.. known.Select(person => _ids[person.User.ObjectId])], ct));
        }
    }

    private async Task ChangeAsync(DemoPerson person, string what, Func<EntraWriter, string, Task<ScimCall>> send)
    {
        if (_ids.TryGetValue(person.User.ObjectId, out var id))
        {
            await SendAsync(what, writer => send(writer, id));
        }
    }

    private async Task<ScimReply?> SendAsync(string what, Func<EntraWriter, Task<ScimCall>> send)
    {
        if (await AnswerAsync(send) is not { } call)
        {
            return null;
        }

        _sent.Add(Note(what, call));
        return call.Reply;
    }

    private async Task<T?> AnswerAsync<T>(Func<EntraWriter, Task<T>> send)
        where T : class
    {
        if (Broken is not null)
        {
            return null;
        }

        var reply = await line.SendAsync(send, ct);
        Broken = (reply as Reply<T>.Refused)?.Problem;
        return (reply as Reply<T>.Good)?.Value;
    }

    private static PushedRequest Note(string what, ScimCall call) =>
        new(what, call.Sent.Method, call.Sent.Url, call.Sent.Body, call.Reply.Status, call.Reply.Error?.Detail);
}
