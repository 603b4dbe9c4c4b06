using Rollcall.Core.People;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.People;

public sealed class UserMergeTests
{
    private const string ObjectId = "0a21f0f28d2a4f8ebf987363c4aed4ef";

    [Theory]
    [InlineData("scim", "scim")]
    [InlineData("ldap scim", "scim")]
    [InlineData("builtin scim", "scim")]
    [InlineData("builtin ldap", "builtin")]
    [InlineData("ldap builtin", "ldap")]
    public void Scim_leads_then_the_oldest(string kinds, string leader)
    {
        var records = kinds.Split(' ').Select((kind, i) => Record(i + 1, Enum.Parse<DirectoryKind>(kind, ignoreCase: true))).ToList();
        var user = UserMerge.Merge(records);
        Assert.Equal(leader, user.Provenance.Kind.ToString().ToLowerInvariant());
        Assert.Equal(records.Select(record => record.Key).Order(), user.Provenance.Parked.Append(user.LeadRecord).Order());
        records.Reverse();
        Assert.Equal(user.LeadRecord, UserMerge.Merge(records).LeadRecord);
    }

    [Fact]
    public void A_deleted_record_leads_only_where_nothing_else_is()
    {
        var deleted = Record(1, DirectoryKind.Scim) with { State = RecordState.Deleted };
        Assert.False(UserMerge.Merge([deleted]).Active);
        Assert.Equal(new RowKey(2), UserMerge.Merge([deleted, Record(2, DirectoryKind.Ldap)]).LeadRecord);
    }

    [Fact]
    public void A_leaver_stays_inactive_and_what_he_lacks_is_not_filled_from_a_parked_record()
    {
        var lead = Record(1, DirectoryKind.Scim);
        lead = lead with { Facts = lead.Facts with { Active = false, Emails = [] } };
        var user = UserMerge.Merge([lead, Record(2, DirectoryKind.Ldap)]);
        Assert.False(user.Active);
        Assert.Null(user.Address);
    }

    [Fact]
    public void A_tombstone_is_shown_under_its_old_name_and_address_and_is_inactive()
    {
        var record = Record(1, DirectoryKind.Scim);
        var facts = record.Facts with { UserName = ObjectId + "u1@x.org", Emails = [new(ObjectId + "u1@x.org", "work", true)] };
        var user = UserMerge.Merge([record with { State = RecordState.Tombstone, PreviousUserName = "u1@x.org", Facts = facts }]);
        Assert.Equal(("u1@x.org", "u1@x.org", false, RecordState.Tombstone), (user.UserName, user.Address?.Text, user.Active, user.State));
    }

    [Theory]
    [InlineData(" Ann B ", "X", "Y", "Ann B")]
    [InlineData(null, "Ann", "Baker", "Ann Baker")]
    [InlineData(" ", "Ann", null, "Ann")]
    [InlineData(null, null, " ", "u1@x.org")]
    public void A_display_name_is_never_empty(string? display, string? given, string? family, string expected)
    {
        var record = Record(1, DirectoryKind.Scim);
        var facts = record.Facts with { DisplayName = display, GivenName = given, FamilyName = family };
        Assert.Equal(expected, UserMerge.Merge([record with { Facts = facts }]).DisplayName);
    }

    private static RecordView Record(int key, DirectoryKind kind) => new()
    {
        Key = new RowKey(key),
        Directory = new RowKey(100 + (int)kind),
        Kind = kind,
        State = RecordState.Live,
        Created = DateTimeOffset.UnixEpoch.AddDays(key),
        Facts = new PersonFacts { UserName = $"u{key}@x.org", NameKey = $"u{key}@x.org", Active = true, Emails = [new($"u{key}@x.org", "work", true)] },
    };
}
