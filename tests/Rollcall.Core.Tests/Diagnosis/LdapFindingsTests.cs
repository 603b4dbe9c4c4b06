using Rollcall.Core.Diagnosis;
using Rollcall.Core.Diagnosis.Checks;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Diagnosis;

/// <summary>Findings of pulls, and of users whom LDAP and SCIM know.</summary>
public sealed class LdapFindingsTests
{
    private static readonly RowKey s_ldap = new(12);

    [Fact]
    public void RC620_speaks_of_a_server_that_is_away() => Speaks(Rc620LdapUnreachable.Examine(Failed(LdapFault.Unreachable)), "RC620");

    [Fact]
    public void RC620_is_silent_of_other_faults_and_of_a_good_pull() => Silent(Rc620LdapUnreachable.Examine, LdapFault.Certificate);

    [Fact]
    public void RC621_speaks_of_a_certificate_that_is_not_trusted() => Speaks(Rc621LdapNotProtected.Examine(Failed(LdapFault.Certificate)), "RC621");

    [Fact]
    public void RC621_is_silent_of_other_faults_and_of_a_good_pull() => Silent(Rc621LdapNotProtected.Examine, LdapFault.Unreachable);

    [Fact]
    public void RC622_speaks_of_a_refused_password() => Speaks(Rc622LdapBindRefused.Examine(Failed(LdapFault.BadCredentials)), "RC622");

    [Fact]
    public void RC622_is_silent_of_other_faults_and_of_a_good_pull() => Silent(Rc622LdapBindRefused.Examine, LdapFault.Certificate);

    [Fact]
    public void RC623_speaks_of_a_base_that_is_not_there() => Speaks(Rc623LdapUnreadable.Examine(Failed(LdapFault.NoSuchBase)), "RC623");

    [Fact]
    public void RC623_is_silent_of_other_faults_and_of_a_good_pull() => Silent(Rc623LdapUnreadable.Examine, LdapFault.Certificate);

    [Fact]
    public void RC624_speaks_of_a_limit() => Speaks(Rc624LdapLimit.Examine(Failed(LdapFault.LimitExceeded)), "RC624");

    [Fact]
    public void RC624_is_silent_of_other_faults_and_of_a_good_pull() => Silent(Rc624LdapLimit.Examine, LdapFault.Certificate);

    [Fact]
    public void RC625_speaks_of_an_empty_answer() => Speaks(Rc625LdapEmpty.Examine(Failed(LdapFault.Empty)), "RC625");

    [Fact]
    public void RC625_is_silent_of_other_faults_and_of_a_good_pull() => Silent(Rc625LdapEmpty.Examine, LdapFault.Certificate);

    [Fact]
    public void RC626_speaks_of_a_referral() => Speaks(Rc626LdapReferral.Examine(Failed(LdapFault.Referral)), "RC626");

    [Fact]
    public void RC626_is_silent_of_other_faults_and_of_a_good_pull() => Silent(Rc626LdapReferral.Examine, LdapFault.Certificate);

    [Fact]
    public void RC627_speaks_of_a_held_pull() => Assert.Contains("--release 77", Rc627PullHeld.Examine(With(Run(PullState.Held)))!.Remedy.Command, StringComparison.Ordinal);

    [Fact]
    public void RC627_is_silent_of_one_that_was_carried_out() => Assert.Null(Rc627PullHeld.Examine(With(Run(PullState.Done))));

    [Fact]
    public void RC628_speaks_of_entries_that_were_left_out() =>
        Assert.Contains("left out 3", Rc628EntriesSkipped.Examine(With(Run(PullState.Done) with { Counts = new PullCounts { Skipped = 3 } }))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void RC628_is_silent_where_all_were_taken() => Assert.Null(Rc628EntriesSkipped.Examine(With(Run(PullState.Done))));

    [Fact]
    public void RC601_speaks_of_a_leaver_whom_LDAP_has_active() =>
        Assert.Equal("rollcall user give-back --account acme 'anna@acme.example'", Rc601LeaverStillInLdap.Examine(Parked().WithUser(u => u with { Active = false }))!.Remedy.Command);

    [Fact]
    public void RC601_is_silent_of_one_who_is_active_and_of_one_without_another_record()
    {
        Assert.Null(Rc601LeaverStillInLdap.Examine(Parked()));
        Assert.Null(Rc601LeaverStillInLdap.Examine(Seeds.Healthy().WithUser(u => u with { Active = false })));
    }

    [Fact]
    public void RC602_speaks_of_one_whose_LDAP_groups_count_no_more() =>
        Assert.Contains("do not count", Rc602LdapGroupsLeft.Examine(Parked().WithUser(u => u with { License = LicenseReason.NotCovered }))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void RC602_is_silent_of_a_holder_and_of_one_whom_only_SCIM_knows()
    {
        Assert.Null(Rc602LdapGroupsLeft.Examine(Parked()));
        Assert.Null(Rc602LdapGroupsLeft.Examine(Seeds.Healthy().WithUser(u => u with { License = LicenseReason.NotCovered })));
    }

    [Fact]
    public void Where_only_pulls_bring_users_a_failed_pull_is_why_one_is_not_here()
    {
        var facts = Seeds.Missing() with { Directories = [Directory()], Pulls = Failed(LdapFault.BadCredentials).Pulls };
        Assert.Equal("RC622", Doctor.Examine(facts).Answer?.Code);
    }

    private static CaseFile Parked()
    {
        var facts = Seeds.Healthy();
        return facts with { Directories = [.. facts.Directories, Directory()], Records = [.. facts.Records, facts.Records[0] with { Key = new RowKey(500), Directory = s_ldap }] };
    }

    private static DirectoryFacts Directory() => Seeds.Healthy().Directories[0] with { Key = s_ldap, Label = "Office", Kind = DirectoryKind.Ldap, Tokens = [], BasePath = "" };

    private static PullRun Run(PullState state) => new()
    {
        Account = 1, Key = 77, Directory = s_ldap, Actor = "schedule", State = state, Asked = Seeds.Now.AddHours(-1), Ended = Seeds.Now.AddMinutes(-59), Sentence = state == PullState.Done ? null : "This is why.",
    };

    private static CaseFile With(PullRun run) => Seeds.Healthy() with { Pulls = [new PullFacts("Office", run, Seeds.Now.AddDays(-1))] };

    private static CaseFile Failed(LdapFault fault) => With(Run(PullState.Failed) with { Fault = fault });

    private static void Speaks(Finding? finding, string code)
    {
        Assert.Equal(code, finding?.Code);
        Assert.Contains("This is why.", finding!.Sentence, StringComparison.Ordinal);
    }

    private static void Silent(Func<CaseFile, Finding?> examine, LdapFault other)
    {
        Assert.Null(examine(Failed(other)));
        Assert.Null(examine(With(Run(PullState.Done))));
        Assert.Null(examine(Seeds.Healthy()));
    }
}
