using CsCheck;
using Rollcall.Core.Licensing;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Licensing;

public sealed class LicenseBookTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One step of a story: a user put (with an address or none), removed, or the total changed; then hours pass.</summary>
    private sealed record Step(int Kind, int User, int Address, bool Active, bool Blocked, bool Covered, bool Priority, int Total, int Hours);

    private static readonly Gen<Step> s_step =
        from kind in Gen.Frequency((12, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Const(2)))
        from user in Gen.Int[1, 12]
        from address in Gen.Int[0, 5]
        from active in Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false)))
        from blocked in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        from covered in Gen.Frequency((6, Gen.Const(true)), (1, Gen.Const(false)))
        from priority in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from total in Gen.Int[0, 6]
        from hours in Gen.OneOf(Gen.Const(0), Gen.Const(1), Gen.Const(23), Gen.Const(24), Gen.Const(100))
        select new Step(kind, user, address, active, blocked, covered, priority, total, hours);

    [Fact]
    [Trait("incident", "asvs-2.3.4-double-booking")]
    public void The_laws_of_licenses_hold_after_every_step() =>
        Gen.Select(Gen.Int[0, 5], s_step.Array[1, 60]).Sample((total, steps) => Play(new LicenseBook(total), steps), iter: Effort.Of(4_000));

    [Fact]
    public void A_freed_license_goes_to_the_same_address_before_the_head_of_the_queue()
    {
        var book = new LicenseBook(1);
        book.Put(User(1, "a"), s_start);
        book.Put(User(2, "b"), s_start.AddHours(1));
        book.Put(User(3, "a"), s_start.AddHours(2));
        Assert.Equal(1, book.PlaceOf(new RowKey(2)));
        book.Put(User(1, "a") with { Active = false }, s_start.AddHours(3));
        Assert.Equal(LicenseState.Assigned, book.Find(new RowKey(3))!.State);
        Assert.Equal(LicenseState.Waiting, book.Find(new RowKey(2))!.State);
    }

    [Fact]
    public void A_holder_who_moves_onto_anothers_address_loses_and_his_license_goes_on()
    {
        var book = new LicenseBook(2);
        book.Put(User(1, "a"), s_start);
        book.Put(User(2, "b"), s_start.AddHours(1));
        book.Put(User(3, "c"), s_start.AddHours(2));
        var moves = book.Put(User(1, "b"), s_start.AddHours(3));
        Assert.Equal([(1L, LicenseReason.DuplicateAddress), (3L, LicenseReason.Assigned)], moves.Select(move => (move.Key.Value, move.Reason)));
    }

    [Fact]
    public void A_short_break_keeps_the_place_and_a_long_one_does_not()
    {
        var book = new LicenseBook(0);
        book.Put(User(1, "a"), s_start);
        book.Put(User(2, "b"), s_start.AddHours(1));
        book.Put(User(1, "a") with { Covered = false }, s_start.AddHours(2));
        book.Put(User(1, "a"), s_start.AddHours(25));
        Assert.Equal(1, book.PlaceOf(new RowKey(1)));
        book.Put(User(1, "a") with { Covered = false }, s_start.AddHours(30));
        book.Put(User(1, "a"), s_start.AddHours(54));
        Assert.Equal(2, book.PlaceOf(new RowKey(1)));
    }

    [Fact]
    public void A_lowered_total_leaves_the_losers_waiting_where_they_were()
    {
        var book = new LicenseBook(3);
        book.Put(User(1, "a"), s_start);
        book.Put(User(2, "b"), s_start.AddHours(1));
        book.Put(User(3, "b"), s_start.AddHours(2));
        var moves = book.SetTotal(1, s_start.AddHours(3));
        Assert.Equal([2L, 3L], moves.Select(move => move.Key.Value).Order());
        Assert.Equal(1, book.PlaceOf(new RowKey(2)));
        Assert.Equal(2, book.PlaceOf(new RowKey(3)));
        Assert.Equal(LicenseReason.DuplicateAddress, book.SetTotal(2, s_start.AddHours(4)).Single(move => move.Key.Value == 3).Reason);
    }

    private static LicenseUser User(int key, string? address) =>
        new() { Key = new RowKey(key), AddressKey = address, Active = true, Blocked = false, Covered = true, Priority = false };

    private static void Play(LicenseBook book, Step[] steps)
    {
        var now = s_start;
        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours);
            var before = book.Entries.ToDictionary(entry => entry.User.Key);
            var seats = book.Assigned - (step.Kind == 1 && before.GetValueOrDefault(new RowKey(step.User))?.State is LicenseState.Assigned ? 1 : 0);
            var moves = Take(book, step, now);
            Assert.Equal(book.Assigned, seats + moves.Sum(move => move.Seats));
            CheckState(book);
            CheckLosers(book, step, before, moves);
        }
    }

    private static IReadOnlyList<LicenseMove> Take(LicenseBook book, Step step, DateTimeOffset now) => step.Kind switch
    {
        0 => book.Put(new LicenseUser
        {
            Key = new RowKey(step.User),
            AddressKey = step.Address == 0 ? null : $"a{step.Address}",
            Active = step.Active,
            Blocked = step.Blocked,
            Covered = step.Covered,
            Priority = step.Priority,
        }, now),
        1 => book.Remove(new RowKey(step.User), now),
        _ => book.SetTotal(step.Total, now),
    };

    private static void CheckState(LicenseBook book)
    {
        var holders = book.Entries.Where(entry => entry.State is LicenseState.Assigned).ToList();
        Assert.Equal(book.Assigned, holders.Count);
        Assert.True(book.Assigned <= book.Total, "more assigned than the total");
        Assert.Equal(holders.Count, holders.Select(entry => entry.User.AddressKey).Distinct().Count());
        Assert.All(holders, entry => Assert.True(entry.User.Eligibility.IsEligible && entry.User.AddressKey is not null));
        foreach (var entry in book.Entries)
        {
            var held = holders.Exists(holder => holder.User.AddressKey == entry.User.AddressKey);
            Assert.Equal(Expected(entry, held), (entry.State, entry.Reason));
            Assert.False(entry.State is LicenseState.Waiting && book.Free > 0, "waits while a seat is free");
        }
    }

    /// <summary>From holders alone the state of everybody else follows.</summary>
    private static (LicenseState State, LicenseReason Reason) Expected(LicenseEntry entry, bool held) => entry.User.Eligibility switch
    {
        Eligibility.Barred barred => (LicenseState.None, barred.Reason),
        _ when entry.State is LicenseState.Assigned => (LicenseState.Assigned, LicenseReason.Assigned),
        _ when held => (LicenseState.None, LicenseReason.DuplicateAddress),
        _ => (LicenseState.Waiting, LicenseReason.Waiting),
    };

    private static void CheckLosers(LicenseBook book, Step step, Dictionary<RowKey, LicenseEntry> before, IReadOnlyList<LicenseMove> moves)
    {
        foreach (var loser in moves.Where(move => move.Taken))
        {
            var entry = book.Find(loser.Key)!;
            var ownDoing = !entry.User.Eligibility.IsEligible;
            var collision = step.Kind == 0 && loser.Key.Value == step.User && entry.User.AddressKey != before[loser.Key].User.AddressKey
                && entry.Reason is LicenseReason.DuplicateAddress;
            var lowered = step.Kind == 2 && entry.State is LicenseState.Waiting;
            Assert.True(ownDoing || collision || lowered, $"{loser} lost without cause");
        }
    }
}
