using System.Globalization;
using Rollcall.Core.Licensing;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Licensing;

public sealed class AddressPlanTests
{
    public static TheoryData<string, string> Plans => Tables.Read("plans.cases");

    [Theory]
    [MemberData(nameof(Plans))]
    public void Who_of_an_address_has_its_license(string situation, string expected)
    {
        var parts = situation.Split('|', StringSplitOptions.TrimEntries);
        var users = parts.Skip(1).Select(User).ToList();
        var moves = AddressPlan.Plan(users, int.Parse(parts[0], CultureInfo.InvariantCulture));
        var after = users.OrderBy(user => user.Key).Select(user => moves.SingleOrDefault(move => move.Key == user.Key) is { } move
            ? Show(user.Key, move.State, move.Reason)
            : Show(user.Key, user.State, user.Reason));
        Assert.Equal(expected, string.Join(", ", after));
        Assert.All(moves, move => Assert.Contains(users, user => user.Key == move.Key && (user.State, user.Reason) != (move.State, move.Reason)));
    }

    [Fact]
    public void A_plan_of_nobody_moves_nobody() => Assert.Empty(AddressPlan.Plan([], 3));

    [Fact]
    public void Users_without_address_may_be_planned_together() =>
        Assert.Equal([LicenseReason.NoEmail, LicenseReason.NoEmail],
            AddressPlan.Plan([User("a new noEmail 1"), User("b holds noEmail 1 held=1")], 5).Select(move => move.Reason));

    [Fact]
    public void Seats_count_what_is_given_and_taken()
    {
        var moves = AddressPlan.Plan([User("a holds disabled 5 held=5"), User("b dup ok 6")], 0);
        Assert.Equal([-1, 1], moves.Select(move => move.Seats));
        Assert.Equal([(true, false), (false, true)], moves.Select(move => (move.Taken, move.Given)));
    }

    private static Candidate User(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (state, reason) = Stored(words[1]);
        var held = words.FirstOrDefault(word => word.StartsWith("held=", StringComparison.Ordinal));
        return new Candidate(new RowKey(words[0][0]), state, reason, Now(words[2]), words.Contains("*"), Day(words[3]), held is null ? null : Day(held[5..]));
    }

    private static (LicenseState State, LicenseReason Reason) Stored(string word) => word switch
    {
        "holds" => (LicenseState.Assigned, LicenseReason.Assigned),
        "waits" => (LicenseState.Waiting, LicenseReason.Waiting),
        "dup" => (LicenseState.None, LicenseReason.DuplicateAddress),
        _ => (LicenseState.None, LicenseReason.PoolNotInForce),
    };

    private static Eligibility Now(string word) => Eligibility.Of(word != "disabled", false, word != "noEmail", word != "notCovered");

    private static DateTimeOffset Day(string word) => DateTimeOffset.UnixEpoch.AddDays(int.Parse(word, CultureInfo.InvariantCulture));

    private static string Show(RowKey key, LicenseState state, LicenseReason reason) => (char)key.Value + " " + (state, reason) switch
    {
        (LicenseState.Assigned, LicenseReason.Assigned) => "holds",
        (LicenseState.Waiting, LicenseReason.Waiting) => "waits",
        (LicenseState.None, LicenseReason.DuplicateAddress) => "dup",
        (LicenseState.None, _) => LicenseView.Name(reason),
        _ => $"{state}/{reason}",
    };
}
