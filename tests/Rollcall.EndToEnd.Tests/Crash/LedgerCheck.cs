using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>Compares what the server tells after a restart with what was acknowledged before it, and settles what was open.</summary>
internal sealed class LedgerCheck(Ledger ledger, HttpClient client)
{
    private const int Page = 200;

    /// <summary>A body as it is compared: memberships are checked at the groups, and each start of the server has its own port.</summary>
    public static JsonObject? Plain(JsonObject? body)
    {
        body?.Remove("groups");
        body?["meta"]?.AsObject().Remove("location");
        return body;
    }

    public static void Settle(MemberAttempt attempt, bool isDone)
    {
        foreach (var (user, member) in attempt.Changes)
        {
            user.In[attempt.Group] = isDone ? member : user.In[attempt.Group];
            user.HasOpenMembership = false;
        }
    }

    /// <summary>Everything acknowledged is there, whole, once, and nothing else is.</summary>
    public async Task RunAsync()
    {
        var found = await UsersAsync();
        var byName = found.Values.ToDictionary(static user => (string)user["userName"]!);
        foreach (var user in ledger.Users)
        {
            Check(user, user.Id is { } id ? found.GetValueOrDefault(id) : byName.GetValueOrDefault(user.Name));
        }

        Assert.Equal(ledger.Users.Count(static user => user.IsThere), found.Count);
        for (var group = 0; group < Ledger.Groups; group++)
        {
            await GroupAsync(group);
        }

        ledger.OpenMemberships.Clear();
    }

    /// <summary>The same once more by id, the deleted ones too.</summary>
    public async Task ByIdAsync()
    {
        foreach (var user in ledger.Users.Where(static user => user.Id is not null))
        {
            var answer = await Ledger.SendAsync(client, "GET", "Users/" + user.Id);
            Assert.True(answer.Status == (user.IsThere ? 200 : 404), $"{user.Name} answers {answer.Status}");
            Assert.True(!user.IsThere || (JsonNode.DeepEquals(Plain(answer.Json), user.Body) && answer.Version == user.Version), $"{user.Name} is {answer.Json?.ToJsonString()}");
        }
    }

    /// <summary>The counts agree: nobody holds a license too many, nobody waits beside a free one.</summary>
    public void Licenses(JsonElement licenses)
    {
        var eligible = ledger.Users.Count(static user => user.IsThere && (bool)user.Body!["active"]!);
        Assert.Equal(Math.Min(Ledger.Licenses, eligible), licenses.GetProperty("assigned").GetInt32());
        Assert.Equal(Math.Max(0, eligible - Ledger.Licenses), licenses.GetProperty("waiting").GetInt32());
    }

    /// <summary>Every change has its row, in the order in which it was made.</summary>
    public void Journal(IReadOnlyList<JsonElement> lines)
    {
        // The rows of one change share its moment: a license that passes on has a row of its own.
        var changes = lines.Where(static line => line.GetProperty("kind").GetString() == "change" && line.GetProperty("route").GetString() is { } route && (route == "/Bulk" || route.StartsWith("/Users", StringComparison.Ordinal)))
            .Select(static line => (Route: line.GetProperty("route").GetString()!, Verb: line.GetProperty("verb").GetString()!, At: line.GetProperty("at").GetString()!)).Distinct().ToList();
        Assert.Equal(ledger.Users.Count(static user => user.Made.Count > 0), changes.Count(static change => change is { Route: "/Users", Verb: "POST" }));
        Assert.Equal(ledger.Users.Sum(static user => user.Made.Count(static verb => verb == PushedUser.InBulk)), changes.Count(static change => change.Route == "/Bulk"));
        var byUser = changes.Where(static change => change.Route != "/Users").ToLookup(static change => change.Route, static change => change.Verb);
        foreach (var user in ledger.Users.Where(static user => user.Id is not null))
        {
            Assert.Equal(user.Made.Skip(1).Where(static verb => verb != PushedUser.InBulk), byUser["/Users/" + user.Id]);
        }
    }

    private void Check(PushedUser user, JsonObject? found)
    {
        var was = $"{user.Name} was version {user.Version.ToString(CultureInfo.InvariantCulture)}, open {user.Pending}, and is {found?.ToJsonString() ?? "gone"}";
        var isAsBefore = user.IsThere ? found is not null && JsonNode.DeepEquals(found, user.Body) : found is null;
        if (user.Pending is { } attempt && !isAsBefore)
        {
            Assert.True(attempt.Verb == "DELETE" ? found is null : found is not null && IsDone(user, attempt, found), was);
            user.Settle(attempt, user.Id ?? (string)found!["id"]!, found is null ? user.Version : VersionOf(found), found);
        }
        else
        {
            Assert.True(isAsBefore, was);
        }

        user.Pending = null;
    }

    private static bool IsDone(PushedUser user, Attempt attempt, JsonObject found) =>
        CrashBodies.Marked.All(name => (string?)found[name] == CrashBodies.Number(attempt)) && (bool)found["active"]! == attempt.Active && VersionOf(found) == user.Version + 1
        && (string)found["userName"]! == user.Name && (string)found["emails"]![0]!["value"]! == user.Name;

    private static long VersionOf(JsonObject found) => long.Parse(((string)found["meta"]!["version"]!).Trim('W', '/', '"'), CultureInfo.InvariantCulture);

    private async Task GroupAsync(int group)
    {
        var answer = await Ledger.SendAsync(client, "GET", "Groups/" + ledger.GroupIds[group]);
        var members = answer.Json!["members"]?.AsArray().Select(static member => (string)member!["value"]!).ToHashSet() ?? [];
        foreach (var attempt in ledger.OpenMemberships.Keys.Where(attempt => attempt.Group == group))
        {
            // Who was deleted meanwhile tells nothing; the other one does.
            var told = attempt.Changes.Where(change => change.User.HasOpenMembership && change.User.IsThere).Select(change => members.Contains(change.User.Id!) == change.Member).Distinct().ToList();
            Assert.True(told.Count < 2, $"half of one request was done in group {group.ToString(CultureInfo.InvariantCulture)}");
            Settle(attempt, told.Contains(true));
        }

        Assert.Equal(ledger.Users.Where(user => user.IsThere && user.In[group]).Select(static user => user.Id!).Order(), members.Order());
        Assert.True(answer.Version >= ledger.GroupVersions[group], $"the group went back from version {ledger.GroupVersions[group].ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task<Dictionary<string, JsonObject>> UsersAsync()
    {
        var found = new Dictionary<string, JsonObject>();
        for (var start = 1; ; start += Page)
        {
            var answer = await Ledger.SendAsync(client, "GET", string.Create(CultureInfo.InvariantCulture, $"Users?startIndex={start}&count={Page}"));
            Assert.True(answer.Status == 200, $"the list answers {answer.Status} {answer.Json?.ToJsonString()}");
            foreach (var user in answer.Json!["Resources"]?.AsArray() ?? [])
            {
                found.Add((string)user!["id"]!, Plain((JsonObject)user.DeepClone())!);
            }

            if (start + Page > (int)answer.Json["totalResults"]!)
            {
                Assert.Equal((int)answer.Json["totalResults"]!, found.Count);
                return found;
            }
        }
    }
}
