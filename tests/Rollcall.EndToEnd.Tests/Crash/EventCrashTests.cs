using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rollcall.Core.Events;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>
/// Events through kills: every change that was acknowledged is told, in order, by push and by webhook; what is told twice has the same id and says the same;
/// what was refused or changed nothing is never told.
/// </summary>
public sealed class EventCrashTests
{
    private const int Kills = 4;
    private const int Users = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Installation.Stores), MemberType = typeof(Installation))]
    public async Task Kill_9_in_the_middle_of_delivery_loses_no_event_and_breaks_no_order(string store)
    {
        await using var installation = await Installation.CreateAsync(store);
        await using var push = await LoopbackReceiver.StartAsync();
        await using var hook = await LoopbackReceiver.StartAsync();
        var kills = 0;
        ServerProcess? server = null;
        try
        {
            server = await ServerProcess.StartAsync(installation);
            var account = await AccountAsync(installation, push, hook);
            var told = new List<(string Id, string Title)>();
            var users = await CreateAsync(server, account);
            for (var round = 0; kills < Kills; round++)
            {
                // After so many of this round they answer nothing more, so that it is killed while something is on its way.
                var stops = new[] { Stop(push, 1 + (round % 5)), Stop(hook, 1 + (round * 3 % 5)) };
                using var client = Client(server, account);
                foreach (var id in users)
                {
                    var title = string.Create(CultureInfo.InvariantCulture, $"r{round}");
                    Assert.Equal(200, await SendAsync(client, id, title));
                    Assert.Equal(200, await SendAsync(client, id, title));
                    Assert.Equal(404, await SendAsync(client, "none", title));
                    told.Add((id, title));
                }

                await Task.WhenAll(stops);
                await server.KillAsync();
                await server.DisposeAsync();
                kills++;
                (push.Answer, hook.Answer) = (LoopbackReceiver.Accept, LoopbackReceiver.Accept);
                server = await ServerProcess.StartAsync(installation);
            }

            var pushed = await push.UntilAsync(all => Distinct(all.Select(static r => Claim(r, "jti"))).Count >= users.Count + told.Count, Ct);
            var hooked = await hook.UntilAsync(all => Distinct(all.Select(static r => r.Headers["webhook-id"])).Count >= users.Count + told.Count, Ct);
            await CheckAsync(server, account, pushed, push.Address, users, told);
            Check(hooked, account.Secret, users, told);
        }
        finally
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Lets a receiver take so many more, and then take without an answer; ends when it has.</summary>
    private static Task Stop(LoopbackReceiver receiver, int after)
    {
        var last = receiver.Receipts.Count + after;
        receiver.Answer = (http, number) => number < last ? LoopbackReceiver.Accept(http, number) : Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        return receiver.UntilAsync(all => all.Count > last, Ct);
    }

    private static async Task<Account> AccountAsync(Installation installation, LoopbackReceiver push, LoopbackReceiver hook)
    {
        var made = await RunAsync(installation, "account", "create", "events", "--licenses", "5", "--idp", "entra", "--json");
        await RunAsync(installation, "receiver", "create", "push", "--push", push.Address, "--account", "events", "--json");
        var issued = await RunAsync(installation, "receiver", "create", "hook", "--webhook", hook.Address, "--full", "--account", "events", "--json");
        return new Account(
            made.GetProperty("account").GetProperty("id").GetString()!, new Uri(made.GetProperty("baseUrl").GetString()!).AbsolutePath,
            made.GetProperty("token").GetString()!, issued.GetProperty("secret").GetString()!);
    }

    private static async Task<JsonElement> RunAsync(Installation installation, params IReadOnlyList<string> arguments)
    {
        var ended = await Executable.RunAsync(installation, arguments);
        return ended.Code == 0 ? JsonElement.Parse(ended.Out) : throw new InvalidOperationException(ended.Error);
    }

    private static async Task<List<string>> CreateAsync(ServerProcess server, Account account)
    {
        using var client = Client(server, account);
        var ids = new List<string>();
        for (var i = 0; i < Users; i++)
        {
            using var content = Content(Bodies.User(string.Create(CultureInfo.InvariantCulture, $"u{i}@events.example")));
            using var answer = await client.PostAsync(new Uri("Users", UriKind.Relative), content, Ct);
            ids.Add(JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(Ct)).GetProperty("id").GetString()!);
        }

        return ids;
    }

    private static async Task<int> SendAsync(HttpClient client, string id, string title)
    {
        using var content = Content($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"{{title}}"}]}""");
        using var answer = await client.PatchAsync(new Uri("Users/" + id, UriKind.Relative), content, Ct);
        return (int)answer.StatusCode;
    }

    private static HttpClient Client(ServerProcess server, Account account)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Address, account.Path + "/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.Token);
        return client;
    }

    private static StringContent Content(string body) => new(body, Encoding.UTF8, "application/scim+json");

    private static HashSet<string> Distinct(IEnumerable<string> texts) => texts.ToHashSet(StringComparer.Ordinal);

    private static string Claim(Receipt receipt, string name) =>
        JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(Encoding.ASCII.GetString(receipt.Body).Split('.')[1])).GetProperty(name).GetString()!;

    /// <summary>The keys are derived from the ring, so that one started anew has them still.</summary>
    private static async Task CheckAsync(
        ServerProcess server, Account account, IReadOnlyList<Receipt> receipts, string audience, IReadOnlyList<string> users, IReadOnlyList<(string Id, string Title)> told)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        var keys = await client.GetByteArrayAsync(new Uri($"/.well-known/rollcall/{account.Id}/jwks.json", UriKind.Relative), Ct);
        var known = VerificationKey.ReadSet(keys).Match(static read => read, static error => throw new InvalidOperationException(error.Detail));
        var events = new List<SecurityEvent>();
        foreach (var receipt in receipts)
        {
            // The port is another after each start, and with it the address that issuers begin with.
            var issuer = Claim(receipt, "iss");
            Assert.EndsWith(account.Path, issuer, StringComparison.Ordinal);
            var verifier = new SetVerifier { Keys = known, Issuer = issuer, Audience = audience };
            events.Add(Assert.IsType<SetVerdict.Genuine>(verifier.Verify(Encoding.ASCII.GetString(receipt.Body), TimeProvider.System.GetUtcNow())).Event);
        }

        Same(events.Select(static e => (e.Id, e.Subject.Uri["/Users/".Length..], string.Join(' ', e.Events.Select(static i => i.Uri)))), users, told.Select(static t => (t.Id, EventUris.PatchNotice)), EventUris.CreateNotice);
    }

    private static void Check(IReadOnlyList<Receipt> receipts, string secret, IReadOnlyList<string> users, IReadOnlyList<(string Id, string Title)> told)
    {
        var seen = new List<(string, string, string)>();
        foreach (var receipt in receipts)
        {
            var id = receipt.Headers["webhook-id"];
            Assert.Equal(WebhookSignature.Of(secret, id, long.Parse(receipt.Headers["webhook-timestamp"], CultureInfo.InvariantCulture), receipt.Body), receipt.Headers["webhook-signature"]);
            var data = JsonElement.Parse(receipt.Body).GetProperty("data");
            var payload = data.GetProperty("events").EnumerateObject().Single();
            var title = payload.Name == EventUris.PatchFull ? payload.Value.GetProperty("data").GetProperty("Operations")[0].GetProperty("value").GetString()! : "created";
            seen.Add((id, data.GetProperty("sub_id").GetProperty("uri").GetString()!["/Users/".Length..], title));
        }

        Same(seen, users, told, "created");
    }

    /// <summary>First the creations, then the changes, each in order; a repetition is of the same id and says the same, and nothing comes before what it follows.</summary>
    private static void Same(IEnumerable<(string Id, string User, string What)> seen, IReadOnlyList<string> users, IEnumerable<(string Id, string Title)> told, string created)
    {
        var first = new Dictionary<string, (string User, string What)>(StringComparer.Ordinal);
        var order = new List<(string User, string What)>();
        foreach (var (id, user, what) in seen)
        {
            if (first.TryAdd(id, (user, what)))
            {
                order.Add((user, what));
            }
            else
            {
                Assert.Equal(first[id], (user, what));
            }
        }

        Assert.Equal([.. users.Select(id => (id, created)), .. told.Select(static t => (t.Id, t.Title))], order);
    }

    private sealed record Account(string Id, string Path, string Token, string Secret);
}
