using System.Security.Cryptography;
using Rollcall.Core.Access;
using Rollcall.Core.Events.Outbound;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Events;

/// <summary>Receivers of events: created, listed, paused, resumed, deleted.</summary>
public sealed class ReceiverRegister(Store store, CredentialRegister credentials, SecretSeal seal, OutboundRules rules)
{
    /// <summary>How many an account may have.</summary>
    public const int MostReceivers = 20;

    private const int LongestLabel = 100;
    private const int LongestAudience = 500;
    private const int LongestBearer = 4000;

    /// <summary>What a webhook's secret begins with (Standard Webhooks).</summary>
    public const string WebhookSecret = "whsec_";

    /// <summary>Creates one. It begins with the next change.</summary>
    public async Task<Outcome<IssuedReceiver>> CreateAsync(long account, NewReceiver wish, Origin origin)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (Check(wish) is { } malformed)
        {
            return malformed;
        }

        var id = new ReceiverId(Guid.CreateVersion7());
        var url = wish.Url is null ? null : new Uri(wish.Url);
        var secret = wish.Kind == ReceiverKind.Webhook ? new Secret(WebhookSecret + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))
            : wish.BearerToken is { } bearer ? new Secret(bearer) : null;
        var made = await store.WriteAsync<Outcome<ReceiverRow>>(account, 1, async (session, grant, ct) =>
        {
            if (await RefuseAsync(session, account, wish.Label.Trim(), ct) is { } refusal)
            {
                return refusal;
            }

            var row = new ReceiverRow
            {
                Account = account,
                Key = new RowKey(grant.NextKey()),
                Id = id,
                Label = wish.Label.Trim(),
                Kind = wish.Kind,
                Url = url,
                Audience = wish.Audience ?? url?.AbsoluteUri ?? id.ToString(),
                Kinds = wish.Kinds,
                Full = wish.Full,
                Secret = secret is null ? null : seal.Seal(secret, ReceiverRow.PlaceOf(id, url)),
                State = ReceiverState.Active,
                Created = grant.Now,
                No = wish.FromBeginning ? 0 : await ChangesTable.HeadAsync(session, account, ct),
            };
            await session.RunAsync([ReceiversTable.Insert(row), Journalled(grant, row, ChangeKind.ReceiverCreated, origin)], ct);
            return row;
        });
        return await made.Match<Task<Outcome<IssuedReceiver>>>(
            async row => new IssuedReceiver(row, row.Kind == ReceiverKind.Poll ? await PollKeyAsync(row, origin) : row.Kind == ReceiverKind.Webhook ? secret : null),
            refused => Task.FromResult<Outcome<IssuedReceiver>>(refused));
    }

    /// <summary>All of an account, oldest first.</summary>
    public ValueTask<List<ReceiverRow>> ListAsync(long account, CancellationToken ct) => store.ReadAsync((s, c) => ReceiversTable.AllAsync(s, account, c), ct);

    /// <summary>One by its key, or null.</summary>
    public ValueTask<ReceiverRow?> FindAsync(long account, RowKey key, CancellationToken ct) => store.ReadAsync((s, c) => ReceiversTable.FindAsync(s, account, key, c), ct);

    /// <summary>The latest deliveries to one, newest first.</summary>
    public ValueTask<List<DeliveryRow>> DeliveriesAsync(ReceiverRow receiver, int limit, CancellationToken ct) =>
        store.ReadAsync((s, c) => DeliveriesTable.LatestAsync(s, receiver.Account, receiver.Key, limit, c), ct);

    /// <summary>Sends it nothing until it is resumed; events wait in the journal.</summary>
    public Task<Outcome<ReceiverRow>> PauseAsync(long account, ReceiverId id, Origin origin) =>
        ChangeAsync(account, id, origin, (row, _) => row.State == ReceiverState.Paused ? row : row with { State = ReceiverState.Paused });

    /// <summary>Goes on where it stopped, or from now on.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="id">Which.</param>
    /// <param name="skip">Leaves out what has waited meanwhile.</param>
    /// <param name="origin">Who asks.</param>
    public Task<Outcome<ReceiverRow>> ResumeAsync(long account, ReceiverId id, bool skip, Origin origin) => ChangeAsync(account, id, origin, (row, head) => row with
    {
        State = ReceiverState.Active,
        No = skip ? head : row.No,
        Taken = skip ? [] : row.Taken,
        Failures = 0,
        FailingSince = null,
        NextTry = null,
        LastError = null,
    });

    /// <summary>Deletes one with its keys; what it was not told it will not be told.</summary>
    public async Task<Outcome<ReceiverRow>> DeleteAsync(long account, ReceiverId id, Origin origin)
    {
        var deleted = await store.WriteAsync<Outcome<ReceiverRow>>(account, 0, async (session, grant, ct) =>
        {
            if (await ReceiversTable.FindAsync(session, account, id, ct) is not { } row)
            {
                return EventRefusals.Missing;
            }

            await session.RunAsync([ReceiversTable.Remove(row), DeliveriesTable.Remove(account, row.Key), Journalled(grant, row, ChangeKind.ReceiverDeleted, origin)], ct);
            return row;
        });
        foreach (var key in (await credentials.OfAccountAsync(account, CancellationToken.None))
            .Where(key => key.Kind == CredentialKind.Receiver && deleted.Match(row => row.Key == key.Owner, static _ => false)))
        {
            await credentials.RevokeAsync(account, key.Id, origin);
        }

        return deleted;
    }

    private async Task<Secret> PollKeyAsync(ReceiverRow row, Origin origin)
    {
        var key = new NewCredential { Kind = CredentialKind.Receiver, Account = row.Account, Owner = row.Key, Label = row.Label, Days = NewCredential.LongestDays };
        var issued = await credentials.CreateAsync(key, origin);
        return issued.Match(static made => made.Secret, static refused => throw new InvalidOperationException(refused.Sentence));
    }

    private Refusal? Check(NewReceiver wish)
    {
        if (wish.Label.Trim().Length is 0 or > LongestLabel || wish.Label.Any(char.IsControl))
        {
            return EventRefusals.Label;
        }

        if ((wish.Kinds & EventKinds.All) == EventKinds.None)
        {
            return EventRefusals.Kinds;
        }

        if (wish.Audience is { } audience && (audience.Length is 0 or > LongestAudience || audience.Any(char.IsControl)))
        {
            return EventRefusals.Audience;
        }

        if (wish.BearerToken is { } bearer && (wish.Kind != ReceiverKind.Push || bearer.Length is 0 or > LongestBearer || bearer.Any(static c => c is <= ' ' or > '~')))
        {
            return wish.Kind == ReceiverKind.Poll ? EventRefusals.NeedlessUrl : EventRefusals.Bearer;
        }

        return wish.Kind == ReceiverKind.Poll
            ? wish.Url is null ? null : EventRefusals.NeedlessUrl
            : wish.Url is null ? EventRefusals.NoUrl : rules.RefuseUrl(wish.Url) is { } why ? EventRefusals.Url(why) : null;
    }

    private static async ValueTask<Refusal?> RefuseAsync(Session session, long account, string label, CancellationToken ct)
    {
        var all = await ReceiversTable.AllAsync(session, account, ct);
        return all.Count >= MostReceivers ? EventRefusals.TooMany
            : all.Exists(other => string.Equals(other.Label, label, StringComparison.OrdinalIgnoreCase)) ? EventRefusals.Taken(label) : null;
    }

    private Task<Outcome<ReceiverRow>> ChangeAsync(long account, ReceiverId id, Origin origin, Func<ReceiverRow, long, ReceiverRow> change) =>
        store.WriteAsync<Outcome<ReceiverRow>>(account, 0, async (session, grant, ct) =>
        {
            if (await ReceiversTable.FindAsync(session, account, id, ct) is not { } row)
            {
                return EventRefusals.Missing;
            }

            var after = change(row, await ChangesTable.HeadAsync(session, account, ct));
            if (after != row)
            {
                after = after with { Revision = row.Revision + 1 };
                await session.RunAsync([ReceiversTable.Save(after), Journalled(grant, after, ChangeKind.ReceiverChanged, origin)], ct);
            }

            return after;
        });

    internal static Step Journalled(LaneGrant grant, ReceiverRow row, ChangeKind kind, Origin origin) => ChangesTable.Append([new ChangeRow
    {
        Account = row.Account,
        No = grant.NextNo(),
        At = grant.At,
        Kind = kind,
        Origin = origin,
        Code = kind == ChangeKind.ReceiverHeld ? FindingCodes.DeliveryHeld : null,
        Effects = $"receiver={row.Label};state={row.State.ToString().ToLowerInvariant()}",
    }]);
}
