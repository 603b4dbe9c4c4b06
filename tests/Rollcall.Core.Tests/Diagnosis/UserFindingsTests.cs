using Rollcall.Core.Admission;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Diagnosis.Checks;
using Rollcall.Core.People;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Diagnosis;

/// <summary>RC204, RC4xx, RC5xx and RC7xx: what is wrong with somebody who is here.</summary>
public sealed class UserFindingsTests
{
    private static CaseFile Present(string code) => Faults.Present(code, Seeds.Healthy());

    [Fact]
    public void RC204_speaks_of_a_missing_and_of_a_malformed_address()
    {
        var finding = Rc204NoEmail.Examine(Present("RC204"))!;
        Assert.Equal((Weight.Blocks, Side.IdentityProvider), (finding.Weight, finding.Side));
        Assert.Contains("Entra", finding.Remedy.Text, StringComparison.Ordinal);
        var malformed = Present("RC204").WithRecord(record => record with { Emails = [new EmailFact("nobody", "work", true)] });
        Assert.Contains("'nobody'", Rc204NoEmail.Examine(malformed)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void RC204_is_silent_of_a_user_with_an_address() => Assert.Null(Rc204NoEmail.Examine(Seeds.Healthy()));

    [Fact]
    public void RC401_speaks_of_the_place_in_the_queue_and_the_total()
    {
        var finding = Rc401AllLicensesTaken.Examine(Present("RC401"))!;
        Assert.Contains("all 5 are taken, place 2 of 4", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("--total 7", finding.Remedy.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void RC401_is_silent_of_a_holder_though_all_are_taken() =>
        Assert.Null(Rc401AllLicensesTaken.Examine(Present("RC401").WithUser(user => user with { License = LicenseReason.Assigned })));

    [Fact]
    public void RC402_speaks_of_one_outside_the_policy() => Assert.Contains("Sales", Rc402NotCovered.Examine(Present("RC402"))!.Evidence[1].Text, StringComparison.Ordinal);

    [Fact]
    public void RC402_is_silent_of_one_who_waits() => Assert.Null(Rc402NotCovered.Examine(Present("RC401")));

    [Fact]
    public void RC404_speaks_of_a_policy_that_is_carried_out() => Assert.Contains("not finished", Rc404PolicyRunning.Examine(Present("RC404"))!.Evidence[0].Text, StringComparison.Ordinal);

    [Fact]
    public void RC404_is_silent_once_it_is_done() => Assert.Null(Rc404PolicyRunning.Examine(Seeds.Healthy()));

    [Theory]
    [InlineData(20, 18, "2 of 20")]
    [InlineData(20, 20, "All 20")]
    [InlineData(10, 9, "1 of 10")]
    public void RC405_speaks_from_ninety_of_a_hundred_on(int total, int assigned, string said)
    {
        var facts = Present("RC405");
        Assert.Contains(said, Rc405FewLicensesLeft.Examine((facts with { Pool = facts.Pool! with { Assigned = assigned } }).WithPool(t => t with { Total = total }))!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 17, 0)]
    [InlineData(20, 20, 1)]
    [InlineData(5, 5, 0)]
    public void RC405_is_silent_of_enough_of_few_and_where_somebody_waits_already(int total, int assigned, int waiting)
    {
        var facts = Present("RC405");
        Assert.Null(Rc405FewLicensesLeft.Examine((facts with { Pool = facts.Pool! with { Assigned = assigned, Waiting = waiting } }).WithPool(t => t with { Total = total })));
    }

    [Fact]
    public void RC406_speaks_of_an_end_within_thirty_days() => Assert.Contains("nobody can connect", Rc406PoolEndsSoon.Examine(Present("RC406"))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void RC406_is_silent_of_a_far_end_of_none_and_of_one_that_is_past()
    {
        Assert.Null(Rc406PoolEndsSoon.Examine(Seeds.Healthy()));
        Assert.Null(Rc406PoolEndsSoon.Examine(Seeds.Healthy().WithPool(terms => terms with { Ends = null })));
        Assert.Null(Rc406PoolEndsSoon.Examine(Present("RC403")));
    }

    [Fact]
    public void RC706_speaks_of_a_proof_that_was_not_taken() => Assert.Contains("900 seconds behind", Rc706ProofRefused.Examine(Present("RC706"))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void RC706_is_silent_once_the_device_was_admitted() =>
        Assert.Null(Rc706ProofRefused.Examine(Present("RC706") with { Admissions = [.. Present("RC706").Admissions, new AdmissionSeen(991, Seeds.Now, null, "anna@acme.example", "acme")] }));

    [Fact]
    public void RC403_speaks_before_the_start_and_after_the_end()
    {
        Assert.Contains("ended", Rc403PoolNotInForce.Examine(Present("RC403"))!.Sentence, StringComparison.Ordinal);
        var early = Seeds.Healthy().WithPool(terms => terms with { Starts = Seeds.Now.AddHours(1) });
        Assert.Contains("begin", Rc403PoolNotInForce.Examine(early)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void RC403_is_silent_of_a_pool_in_force_and_of_nobody()
    {
        Assert.Null(Rc403PoolNotInForce.Examine(Seeds.Healthy()));
        Assert.Null(Rc403PoolNotInForce.Examine(Seeds.Missing().WithPool(terms => terms with { Ends = Seeds.Now })));
    }

    [Fact]
    public void RC501_speaks_of_the_twin_that_holds_the_license()
    {
        Assert.Contains("anna2@", Rc501DuplicateAddress.Examine(Present("RC501"))!.Sentence, StringComparison.Ordinal);
        var asked = Seeds.Healthy(Symptom.Duplicates) with { Twins = [Seeds.Twin(active: true, LicenseReason.DuplicateAddress)] };
        Assert.Equal(Weight.Blocks, Rc501DuplicateAddress.Examine(asked)!.Weight);
    }

    [Fact]
    public void RC501_is_silent_of_a_holder_with_twins() =>
        Assert.Null(Rc501DuplicateAddress.Examine(Seeds.Healthy() with { Twins = [Seeds.Twin(active: true, LicenseReason.DuplicateAddress)] }));

    [Fact]
    public void RC502_speaks_of_a_tombstone_and_of_who_was_created_anew()
    {
        var finding = Rc502DeletedAtSource.Examine(Present("RC502"))!;
        Assert.Equal((700L, Side.IdentityProvider), (finding.Evidence[0].JournalNo, finding.Side));
        Assert.Contains(Seeds.ObjectId, finding.Sentence, StringComparison.Ordinal);
        var anew = Present("RC502") with { Twins = [Seeds.Twin(active: true, LicenseReason.Assigned)] };
        Assert.Contains("created anew", Rc502DeletedAtSource.Examine(anew)!.Remedy.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RC502_is_silent_of_one_merely_disabled() => Assert.Null(Rc502DeletedAtSource.Examine(Present("RC503")));

    [Fact]
    public void RC503_speaks_and_cites_the_exchange_that_disabled() => Assert.Equal(701L, Rc503DisabledAtSource.Examine(Present("RC503"))!.Evidence[0].JournalNo);

    [Theory]
    [InlineData(DirectoryKind.Ldap, Side.IdentityProvider)]
    [InlineData(DirectoryKind.Builtin, Side.Rollcall)]
    public void RC503_speaks_of_other_directories_too(DirectoryKind kind, Side side) =>
        Assert.Equal(side, Rc503DisabledAtSource.Examine(Present("RC503").WithDirectory(directory => directory with { Kind = kind }))!.Side);

    [Fact]
    public void RC503_is_silent_of_tombstones_and_of_the_blocked()
    {
        Assert.Null(Rc503DisabledAtSource.Examine(Present("RC502")));
        Assert.Null(Rc503DisabledAtSource.Examine(Present("RC705")));
    }

    [Fact]
    public void RC505_speaks_from_either_side_and_is_the_answer_only_where_asked_for()
    {
        Assert.Equal(Weight.Informs, Rc505DisabledTwin.Examine(Present("RC505"))!.Weight);
        var finding = Rc505DisabledTwin.Examine(Faults.Present("RC505", Seeds.Healthy(Symptom.Duplicates)))!;
        Assert.Equal(Weight.Blocks, finding.Weight);
        Assert.Contains("Delete anna.old@acme.example", finding.Remedy.Text, StringComparison.Ordinal);
        var stale = Present("RC502") with { Twins = [Seeds.Twin(active: true, LicenseReason.Assigned)] };
        Assert.Contains("Delete anna@acme.example", Rc505DisabledTwin.Examine(stale)!.Remedy.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RC505_is_silent_of_two_active_and_of_two_disabled()
    {
        Assert.Null(Rc505DisabledTwin.Examine(Present("RC501")));
        Assert.Null(Rc505DisabledTwin.Examine(Faults.Present("RC503", Present("RC505"))));
    }

    [Fact]
    public void RC704_speaks_where_a_further_device_was_refused()
    {
        Assert.Equal(Weight.Blocks, Rc704DeviceLimit.Examine(Present("RC704"))!.Weight);
        Assert.Equal(Weight.Informs, Rc704DeviceLimit.Examine(Seeds.Healthy().WithUser(user => user with { LiveDevices = 3 }))!.Weight);
    }

    [Fact]
    public void RC704_is_silent_once_a_device_is_gone() =>
        Assert.Null(Rc704DeviceLimit.Examine(Seeds.Healthy().WithUser(user => user with { LiveDevices = 2 }).Plus(Seeds.Refused(AdmissionReason.DeviceLimit))));

    [Fact]
    public void RC705_speaks_of_a_block_and_cites_it() => Assert.Equal(600L, Rc705Blocked.Examine(Present("RC705"))!.Evidence[0].JournalNo);

    [Fact]
    public void RC705_is_silent_of_one_disabled_at_the_source() => Assert.Null(Rc705Blocked.Examine(Present("RC503")));
}
