using Rollcall.Core.Journal;
using Rollcall.Core.Licensing;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Carries the license plan of a change onto the sheet: the user's address, the one he had, then the head of the queue while seats are free.</summary>
/// <remarks>The rule is <see cref="AddressPlan"/>; here is only its order and its rows (product rules 24 to 26).</remarks>
internal sealed class Licenses(Sheet sheet, ChangeRow cause)
{
    /// <summary>What the change did to the user himself, for the journal row.</summary>
    public string? Effect { get; private set; }

    /// <summary>Settles everybody's license after a user was made or changed.</summary>
    /// <param name="before">The user as he was, or null for a new one.</param>
    /// <param name="after">The user as he is to be, his license aside.</param>
    /// <param name="eligibleFrom">Since when he is eligible where he was not; null for now.</param>
    public void Settle(UserRow? before, UserRow after, DateTimeOffset? eligibleFrom = null)
    {
        var now = sheet.Grant.Now;
        var entry = before is null ? Enter(after) : EntryOf(before).Revise(PersonOf(after), eligibleFrom ?? now);
        sheet.Put(after.With(entry));
        var shares = after.State == RecordState.Deleted ? null : after.EmailKey;
        if (shares is null)
        {
            Carry(AddressPlan.Plan([EntryOf(sheet.Users.Find(after.Key)!).ToCandidate()], free: 0));
        }
        else
        {
            Plan(shares);
        }

        if (before?.EmailKey is { } left && left != shares)
        {
            Plan(left);
        }

        KeepAddress(after.Key, now);
        ServeQueue();
        Tell(before, sheet.Users.Find(after.Key)!);
    }

    /// <summary>Settles many users at once, each address when all its users are as they are to be.</summary>
    /// <param name="changed">Users as they were and as they are to be, their licenses and addresses aside.</param>
    /// <param name="eligibleFrom">Since when those are eligible who were not.</param>
    public void Settle(IReadOnlyList<(UserRow Before, UserRow After)> changed, DateTimeOffset eligibleFrom)
    {
        foreach (var (before, after) in changed)
        {
            sheet.Put(after.With(EntryOf(before).Revise(PersonOf(after), eligibleFrom)));
        }

        foreach (var address in changed.Select(c => c.After.EmailKey).OfType<string>().ToHashSet(StringComparer.Ordinal))
        {
            Plan(address);
        }

        Carry(AddressPlan.Plan([.. changed.Where(c => c.After.EmailKey is null).Select(c => EntryOf(sheet.Users.Find(c.After.Key)!).ToCandidate())], free: 0));
    }

    /// <summary>Gives free seats to the head of the queue, as far as it is on the sheet.</summary>
    public void ServeQueue()
    {
        while (Free > 0 && Head() is { EmailKey: { } address })
        {
            Plan(address);
        }
    }

    /// <summary>Hands the license of an address from its holder to another of its users.</summary>
    public void Hand(UserRow from, UserRow to) => Carry(
    [
        new LicenseMove(new RowKey(from.Key), LicenseState.None, LicenseReason.DuplicateAddress, from.License),
        new LicenseMove(new RowKey(to.Key), LicenseState.Assigned, LicenseReason.Assigned, to.License),
    ]);

    /// <summary>Takes a license back since the total was lowered; the user waits at the place he had.</summary>
    public void TakeBack(UserRow user)
    {
        Carry([new LicenseMove(new RowKey(user.Key), LicenseState.Waiting, LicenseReason.Waiting, user.License)]);
        if (user.EmailKey is { } address)
        {
            Carry(AddressPlan.Plan(Candidates(address), free: 0));
        }
    }

    /// <summary>Seats to give out: none while a new policy still reaches users, so that whoever loses has lost before anybody gains (product rule 27).</summary>
    private int Free => sheet.Pool.Keeps ? 0 : sheet.Pool.Free;

    private LicenseUser PersonOf(UserRow user) => user.AsLicenseUser(Coverage.Covers(sheet.Pool, user));

    private LicenseEntry EntryOf(UserRow user) => user.AsEntry(Coverage.Covers(sheet.Pool, user));

    private LicenseEntry Enter(UserRow user)
    {
        var person = PersonOf(user);
        return new LicenseEntry
        {
            User = person,
            State = LicenseState.None,
            Reason = person.Eligibility is Eligibility.Barred barred ? barred.Reason : LicenseReason.Waiting,
            EligibleSince = person.Eligibility.IsEligible ? Storage.Micros.ToTime(user.Created) : null,
        };
    }

    private void Plan(string address) => Carry(AddressPlan.Plan(Candidates(address), Free));

    private List<Candidate> Candidates(string address) => [.. sheet.UsersOfAddress(address).Select(u => EntryOf(u).ToCandidate())];

    private UserRow? Head() => sheet.Users.Present()
        .Where(u => u.License == LicenseState.Waiting)
        .Select(u => (User: u, Candidate: EntryOf(u).ToCandidate()))
        .OrderBy(p => p.Candidate, QueueOrder.Instance)
        .FirstOrDefault().User;

    private void Carry(IReadOnlyList<LicenseMove> moves)
    {
        foreach (var move in moves)
        {
            var user = sheet.Users.Find(move.Key.Value)!;
            sheet.Put(user.With(EntryOf(user).Apply(move, sheet.Grant.Now)));
            if (!move.Given && !move.Taken)
            {
                continue;
            }

            var pool = sheet.Pool;
            sheet.Pools.Put(0, pool with { Assigned = pool.Assigned + (move.Given ? 1 : -1) });
            if (move.Key.Value != cause.Subject)
            {
                Note(move);
            }
        }
    }

    private void Note(LicenseMove move) => sheet.Append(cause with
    {
        No = sheet.Grant.NextNo(),
        Subject = move.Key.Value,
        Kind = move.Given ? ChangeKind.LicenseGiven : ChangeKind.LicenseTaken,
        Cause = cause.No,
        Origin = cause.Origin with { Request = null },
        Before = null,
        After = null,
        Effects = Words(move.State, move.Reason),
    });

    /// <summary>A holder who brought his license to another address and kept it holds it for that address from now on.</summary>
    private void KeepAddress(long key, DateTimeOffset now)
    {
        if (sheet.Users.Find(key) is { License: LicenseState.Assigned, HeldSince: null } user)
        {
            sheet.Put(user with { HeldSince = now });
        }
    }

    private void Tell(UserRow? before, UserRow after)
    {
        if (before is null || before.License != after.License || before.Reason != after.Reason)
        {
            Effect = Words(after.License, after.Reason);
        }
    }

    private static string Words(LicenseState state, LicenseReason reason) => "license=" + LicenseView.Name(LicenseView.Of(state, reason, inForce: true));
}
