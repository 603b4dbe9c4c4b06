using Rollcall.Core.People;

namespace Rollcall.Core.Tests.People;

public sealed class TombstoneTests
{
    private const string ObjectId = "0a21f0f28d2a4f8ebf987363c4aed4ef";

    public static TheoryData<string, string> Tombstones => Tables.Read("tombstones.cases");

    [Theory]
    [MemberData(nameof(Tombstones))]
    public void A_tombstone_is_recognised(string names, string expected)
    {
        var parts = names.Split('|', StringSplitOptions.TrimEntries);
        Assert.Equal(expected, Tombstone.Recognise(Or(parts[0]), parts[1], Or(parts[2])) ?? "none");
    }

    [Fact]
    public void An_email_rewritten_like_the_name_counts_as_the_one_before()
    {
        EmailFact[] emails = [new(ObjectId.ToUpperInvariant() + "a@x.org", "work", true), new("b@x.org", "home", false)];
        Assert.Equal(["a@x.org", "b@x.org"], Tombstone.PreviousEmails(emails, ObjectId + "a@x.org").Select(email => email.Value));
        Assert.Same(emails, Tombstone.PreviousEmails(emails, "a@x.org"));
    }

    private static string? Or(string part) => part is "-" or "" ? null : part;
}
