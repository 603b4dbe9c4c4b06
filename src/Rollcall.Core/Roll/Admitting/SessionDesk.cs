using Rollcall.Core.Admission;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Admitting;

/// <summary>Keeps sessions alive, or says that they are over: each answer is decided from the user as he is in the same transaction, in whichever process it is asked.</summary>
public sealed class SessionDesk(Store store)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    /// <summary>A client says that it is there.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="standing">What the account is to one who asks.</param>
    /// <param name="id">The session.</param>
    /// <param name="holder">Who shows that it is his: a device's proof, or a gateway's key.</param>
    /// <returns>Null where there is no such session, or it is somebody else's.</returns>
    public Task<SessionAnswer?> HeartbeatAsync(long account, AccountStanding standing, Guid id, SessionHolder holder) =>
        AskAsync(account, standing, id, holder, leaves: false);

    /// <summary>A client says that it goes.</summary>
    public Task<SessionAnswer?> DisconnectAsync(long account, AccountStanding standing, Guid id, SessionHolder holder) =>
        AskAsync(account, standing, id, holder, leaves: true);

    /// <summary>A user's sessions of the last 30 days, newest first, each with why it is over, or null.</summary>
    public ValueTask<List<(SessionRow Session, string? Over)>> ListAsync(long account, AccountStanding standing, UserRow user, DateTimeOffset now, CancellationToken ct) => store.SnapshotAsync(
        async (session, c) =>
        {
            var pool = await UserReader.PoolAsync(session, account, c);
            var rows = await SessionTable.OfUserAsync(session, account, user.Key, now - s_kept, c);
            return rows.ConvertAll(row => (row, OverBy(row, standing, user, pool, now)));
        },
        ct);

    private Task<SessionAnswer?> AskAsync(long account, AccountStanding standing, Guid id, SessionHolder holder, bool leaves) => store.WriteAsync(
        account,
        0,
        async (session, grant, ct) =>
        {
            if (await SessionTable.FindAsync(session, account, id, ct) is not { } row || await holder.RefuseAsync(session, row, grant.Now, ct) is not (null, var taken))
            {
                return null;
            }

            var user = await UserReader.FindAsync(session, account, new RowKey(row.User), ct);
            var pool = await UserReader.PoolAsync(session, account, ct);
            var over = OverBy(row, standing, user, pool, grant.Now) ?? (leaves ? "disconnected" : null);
            var after = over is null ? row with { LastHeartbeat = grant.Now } : row with { Ended = row.Ended ?? grant.Now, EndedBy = row.EndedBy ?? over };
            await session.RunAsync([SessionTable.Save([after]), .. taken], ct);
            return new SessionAnswer(after, over);
        },
        journalRows: 0,
        settings: false);

    /// <summary>Why a session is over, in a word; null where it lives.</summary>
    public static string? OverBy(SessionRow row, AccountStanding standing, UserRow? user, PoolRow? pool, DateTimeOffset now)
    {
        if (row.Ended is not null)
        {
            return row.EndedBy;
        }

        if (!row.Counts(now))
        {
            return "lapsed";
        }

        var decision = AdmissionDecision.Of(new AdmissionFacts
        {
            Account = standing,
            User = user is null or { State: RecordState.Deleted } ? null : new Claimant(new RowKey(user.Key), user.Blocked, user.Active, user.License, user.Reason),
            PoolInForce = pool is null || UserReader.TermsOf(pool).InForce(now),
        });
        return decision is AdmissionDecision.Refused refused ? AdmissionSentence.Of(refused.Reason).Code
            : user!.AssignedSince != row.LicensedSince ? "licenseTaken" : null;
    }

    /// <summary>On how many distinct devices a user has live sessions.</summary>
    public static async ValueTask<int> LiveDevicesAsync(Session session, AccountStanding standing, UserRow user, PoolRow? pool, DateTimeOffset now, CancellationToken ct)
    {
        var open = await SessionTable.OpenAsync(session, user.Account, user.Key, 500, ct);
        return open.Where(row => OverBy(row, standing, user, pool, now) is null).Select(row => row.Device).Distinct(StringComparer.Ordinal).Count();
    }

    /// <summary>Sessions of a user that are kept no longer.</summary>
    internal static ValueTask<List<SessionRow>> OldAsync(Session session, long account, long user, DateTimeOffset now, CancellationToken ct) =>
        SessionTable.OldAsync(session, account, user, now - s_kept, 100, ct);
}
