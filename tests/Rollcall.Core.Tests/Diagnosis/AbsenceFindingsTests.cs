using Rollcall.Core.Admission;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Diagnosis.Checks;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Diagnosis;

/// <summary>RC2xx, RC3xx, RC504, RC506 and RC701: why somebody is not here, or a write did not succeed.</summary>
public sealed class AbsenceFindingsTests
{
    private static CaseFile Absent(string code) => Faults.Absent(code, Seeds.Missing());

    [Fact]
    public void RC201_speaks_of_a_push_without_userName()
    {
        Assert.Equal(Weight.Blocks, Rc201NoUserName.Examine(Absent("RC201"))!.Weight);
        var somebody = Seeds.Missing().Plus(Seeds.Exchange(920, "POST", "/Users", 400) with { Attribute = "username" });
        Assert.Equal(Weight.Warns, Rc201NoUserName.Examine(somebody)!.Weight);
    }

    [Fact]
    public void RC201_is_silent_of_other_attributes_and_once_mended()
    {
        Assert.Null(Rc201NoUserName.Examine(Absent("RC205")));
        Assert.Null(Rc201NoUserName.Examine(Faults.Absent("RC201", Seeds.Healthy()).Plus(Seeds.Exchange(990, "POST", "/Users", 201) with { ConcernsPerson = true })));
    }

    [Fact]
    public void RC205_speaks_of_a_refused_create_and_names_the_attribute()
    {
        var finding = Rc205WriteRefused.Examine(Absent("RC205"))!;
        Assert.Equal((Weight.Blocks, 921L), (finding.Weight, finding.Evidence[0].JournalNo));
        Assert.Contains("name.familyName", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void RC205_speaks_but_only_warns_where_the_person_is_here()
    {
        var change = Seeds.Exchange(921, "PATCH", "/Users/1", 400, "invalidPath") with { ConcernsPerson = true };
        Assert.Equal(Weight.Warns, Rc205WriteRefused.Examine(Seeds.Healthy().Plus(change))!.Weight);
        Assert.Equal(Weight.Blocks, Rc205WriteRefused.Examine(Seeds.Healthy(Symptom.NotProvisioned).Plus(change))!.Weight);
    }

    [Fact]
    public void RC205_is_silent_of_others_refusals_of_outages_and_once_mended()
    {
        Assert.Null(Rc205WriteRefused.Examine(Absent("RC206")));
        Assert.Null(Rc205WriteRefused.Examine(Seeds.Missing().Plus(Seeds.Exchange(921, "POST", "/Users", 400))));
        Assert.Null(Rc205WriteRefused.Examine(Seeds.Missing().Plus(Seeds.Exchange(921, "POST", "/Users", 503) with { ConcernsPerson = true })));
        Assert.Null(Rc205WriteRefused.Examine(Absent("RC205").Plus(Seeds.Exchange(990, "POST", "/Users", 201) with { ConcernsPerson = true })));
    }

    [Fact]
    public void RC206_speaks_of_a_name_that_is_taken_and_by_whom()
    {
        Assert.Contains("'Okta'", Rc206NameTaken.Examine(Absent("RC206"))!.Sentence, StringComparison.Ordinal);
        var external = Seeds.Missing().Plus(Seeds.Exchange(922, "POST", "/Users", 409) with { ConcernsPerson = true, Attribute = "externalId" });
        Assert.Contains("objectId", Rc206NameTaken.Examine(external)!.Remedy.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RC206_is_silent_of_other_refusals() => Assert.Null(Rc206NameTaken.Examine(Absent("RC205")));

    [Fact]
    public void RC301_speaks_where_no_request_ever_named_the_person()
    {
        var finding = Rc301NeverPushed.Examine(Absent("RC301"))!;
        Assert.Equal((Weight.Blocks, Side.IdentityProvider, 900L), (finding.Weight, finding.Side, finding.Evidence[0].JournalNo));
        Assert.Contains("nested group", finding.Remedy.Text, StringComparison.Ordinal);
        Assert.Equal(Side.Rollcall, Rc301NeverPushed.Examine(Seeds.Missing() with { Directories = [] })!.Side);
    }

    [Fact]
    public void RC301_speaks_of_a_name_that_was_given_up() =>
        Assert.Contains("another name", Rc301NeverPushed.Examine(Seeds.Missing().Plus(Seeds.Exchange(30, "POST", "/Users", 201) with { ConcernsPerson = true }))!.Sentence,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("RC205")]
    [InlineData("RC206")]
    [InlineData("RC302")]
    [InlineData("RC504")]
    [InlineData("RC506")]
    [InlineData("RC701")]
    public void RC301_is_silent_where_something_was_heard_of_the_person(string code)
    {
        Assert.Null(Rc301NeverPushed.Examine(Absent(code)));
        Assert.Null(Rc301NeverPushed.Examine(Seeds.Healthy()));
    }

    [Fact]
    public void RC302_speaks_where_the_provider_looked_and_did_not_create() =>
        Assert.Equal(899L, Rc302LookedForNotCreated.Examine(Absent("RC302"))!.Evidence[0].JournalNo);

    [Fact]
    public void RC302_is_silent_once_a_create_was_tried_and_of_searches_for_others()
    {
        Assert.Null(Rc302LookedForNotCreated.Examine(Faults.Absent("RC205", Absent("RC302"))));
        Assert.Null(Rc302LookedForNotCreated.Examine(Seeds.Missing().Plus(Seeds.Exchange(899, "GET", "/Users", 200) with { IsMatchQuery = true })));
    }

    [Fact]
    public void RC504_speaks_of_a_deletion_by_the_source()
    {
        Assert.Equal(500L, Rc504DeletedByProvider.Examine(Absent("RC504"))!.Evidence[0].JournalNo);
        var kept = Seeds.Healthy().WithUser(user => user with { Active = false }).WithRecord(record => record with { State = RecordState.Deleted });
        Assert.Contains("stays in the User Directory", Rc504DeletedByProvider.Examine(kept)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void RC504_is_silent_of_one_who_came_back_and_of_one_deleted_here()
    {
        Assert.Null(Rc504DeletedByProvider.Examine(Faults.Absent("RC504", Seeds.Healthy())));
        Assert.Null(Rc504DeletedByProvider.Examine(Absent("RC506")));
        Assert.Null(Rc504DeletedByProvider.Examine(Faults.Absent("RC206", Absent("RC504"))));
    }

    [Fact]
    public void RC506_speaks_of_a_deletion_here_and_by_whom() => Assert.Contains("olga", Rc506DeletedHere.Examine(Absent("RC506"))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void RC506_is_silent_of_a_deletion_by_the_source() => Assert.Null(Rc506DeletedHere.Examine(Absent("RC504")));

    [Fact]
    public void RC701_speaks_of_an_address_that_nobody_has()
    {
        Assert.Contains("bertha@", Rc701AddressUnknown.Examine(Absent("RC701"))!.Sentence, StringComparison.Ordinal);
        var byName = Seeds.Healthy().WithUser(user => user with { Address = "anna.smith@acme.example" }).Plus(Seeds.Refused(AdmissionReason.UserNotFound));
        Assert.Equal(Side.Client, Rc701AddressUnknown.Examine(byName)!.Side);
    }

    [Fact]
    public void RC701_is_silent_where_the_address_is_known()
    {
        Assert.Null(Rc701AddressUnknown.Examine(Seeds.Healthy()));
        Assert.Null(Rc701AddressUnknown.Examine(Seeds.Healthy().Plus(Seeds.Refused(AdmissionReason.UserNotFound))));
    }
}
