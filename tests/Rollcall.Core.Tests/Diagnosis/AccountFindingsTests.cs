using Rollcall.Core.Admission;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Diagnosis.Checks;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Diagnosis;

/// <summary>RC1xx, RC702 and RC801: each check speaks in its situation and is silent beside it.</summary>
public sealed class AccountFindingsTests
{
    private static CaseFile Test(string code) => Faults.Account(code, Seeds.Healthy(Symptom.TestConnectionFails) with { Asked = null, User = null, Records = [] });

    [Fact]
    public void RC101_speaks_where_users_are_identified_by_name()
    {
        var finding = Rc101UserIdTypeIsName.Examine(Faults.Account("RC101", Seeds.Missing(Symptom.EnablingRefused)))!;
        Assert.Equal((Weight.Blocks, Side.Rollcall), (finding.Weight, finding.Side));
        Assert.Contains("Can't enable SCIM provisioning", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("User ID type", finding.Evidence[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RC101_is_silent_for_email_and_where_the_person_is_here_anyway()
    {
        Assert.Null(Rc101UserIdTypeIsName.Examine(Seeds.Healthy(Symptom.EnablingRefused)));
        Assert.Null(Rc101UserIdTypeIsName.Examine(Faults.Account("RC101", Seeds.Healthy())));
    }

    [Fact]
    public void RC102_speaks_without_a_live_token_and_of_unknown_ones()
    {
        Assert.Equal(Side.Rollcall, Rc102NoTokenAccepted.Examine(Test("RC102"))!.Side);
        var refused = Test("RC109").Plus(Seeds.Exchange(905, "GET", "/Users", 401, RefusalCodes.TokenUnknown));
        var finding = Rc102NoTokenAccepted.Examine(refused)!;
        Assert.Equal((Weight.Blocks, 905L), (finding.Weight, finding.Evidence[0].JournalNo));
        Assert.Contains("rollcall token create", finding.Remedy.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void RC102_is_silent_once_a_token_is_accepted_and_at_a_stray_401()
    {
        var stray = Seeds.Exchange(905, "GET", "/Users", 401, RefusalCodes.TokenUnknown);
        Assert.Null(Rc102NoTokenAccepted.Examine(Seeds.Missing().Plus(stray)));
        var mended = Seeds.Missing(Symptom.TestConnectionFails).Plus(stray, Seeds.Exchange(906, "GET", "/Users", 200));
        Assert.Null(Rc102NoTokenAccepted.Examine(mended));
        var counted = Seeds.Missing(Symptom.TestConnectionFails).Plus(stray).WithDirectory(directory => directory with { LastRequest = Seeds.Now });
        Assert.Null(Rc102NoTokenAccepted.Examine(counted));
    }

    [Fact]
    public void RC103_speaks_of_a_token_on_anothers_path() =>
        Assert.Equal(910L, Rc103TokenOfAnotherDirectory.Examine(Test("RC103"))!.Evidence[0].JournalNo);

    [Fact]
    public void RC103_is_silent_once_the_pair_is_right() =>
        Assert.Null(Rc103TokenOfAnotherDirectory.Examine(Test("RC103").Plus(Seeds.Exchange(999, "GET", "/Users", 200))));

    [Fact]
    public void RC104_speaks_of_an_expired_and_warns_of_an_expiring_token()
    {
        Assert.Equal(Weight.Blocks, Rc104TokenExpires.Examine(Test("RC104"))!.Weight);
        var soon = Seeds.Healthy().WithDirectory(directory => directory with { Tokens = [new TokenFacts("rc_ab12", Seeds.Now.AddDays(30), Seeds.Now, null)] });
        Assert.Equal(Weight.Warns, Rc104TokenExpires.Examine(soon)!.Weight);
    }

    [Fact]
    public void RC104_is_silent_while_one_token_lives_on()
    {
        Assert.Null(Rc104TokenExpires.Examine(Seeds.Healthy()));
        var rotated = Test("RC104").WithDirectory(directory => directory with { Tokens = [.. directory.Tokens, new TokenFacts("rc_new", null, null, null)] });
        Assert.Null(Rc104TokenExpires.Examine(rotated));
    }

    [Fact]
    public void RC111_speaks_of_a_live_token_that_others_could_read()
    {
        var exposed = Seeds.Healthy().WithDirectory(directory => directory with { Tokens = [.. directory.Tokens.Select(token => token with { Exposed = Seeds.Now.AddDays(-1) })] });
        var finding = Rc111CredentialExposed.Examine(exposed)!;
        Assert.Equal(Weight.Warns, finding.Weight);
        Assert.Contains("rc_ab12", finding.Sentence, StringComparison.Ordinal);
        Assert.Null(Doctor.Examine(exposed).Answer);
    }

    [Theory]
    [InlineData(false, "rollcall token list --account acme --directory ")]
    [InlineData(true, "rollcall oauth list --account acme --directory ")]
    public void RC111_names_the_list_that_it_is_in(bool isOfClient, string command)
    {
        var exposed = Seeds.Healthy().WithDirectory(d => d with { Tokens = [.. d.Tokens.Select(token => token with { Exposed = Seeds.Now, IsOfClient = isOfClient })] });
        Assert.StartsWith(command, Rc111CredentialExposed.Examine(exposed)!.Remedy.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void RC111_is_silent_once_it_is_revoked()
    {
        Assert.Null(Rc111CredentialExposed.Examine(Seeds.Healthy()));
        Assert.Null(Rc111CredentialExposed.Examine(Seeds.Healthy().WithDirectory(directory => directory with
        {
            Tokens = [.. directory.Tokens, new TokenFacts("rc_old", null, null, Seeds.Now) { Exposed = Seeds.Now.AddDays(-1) }],
        })));
    }

    [Theory]
    [InlineData(90, null)]
    [InlineData(300, 90)]
    public void RC112_speaks_of_a_live_token_that_nobody_uses(int made, int? used)
    {
        var finding = Rc112CredentialUnused.Examine(Unused(made, used))!;
        Assert.Equal(Weight.Informs, finding.Weight);
        Assert.Contains(used is null ? "never used" : "last used", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(89, null)]
    [InlineData(300, 89)]
    public void RC112_is_silent_of_one_that_is_used_or_new(int made, int? used)
    {
        Assert.Null(Rc112CredentialUnused.Examine(Seeds.Healthy()));
        Assert.Null(Rc112CredentialUnused.Examine(Unused(made, used)));
        var revoked = Unused(200, null).WithDirectory(directory => directory with { Tokens = [.. directory.Tokens.Select(token => token with { Revoked = Seeds.Now })] });
        Assert.Null(Rc112CredentialUnused.Examine(revoked));
    }

    [Fact]
    public void RC111_and_RC112_speak_of_keys_too()
    {
        var key = new TokenFacts("rck_ab12", Seeds.Now.AddDays(200), null, null) { Label = "dashboard", Created = Seeds.Now.AddDays(-95) };
        Assert.Contains("'dashboard'", Rc112CredentialUnused.Examine(Seeds.Healthy() with { Keys = [key] })!.Sentence, StringComparison.Ordinal);
        Assert.Null(Rc111CredentialExposed.Examine(Seeds.Healthy() with { Keys = [key] }));
        Assert.Contains("'dashboard'", Rc111CredentialExposed.Examine(Seeds.Healthy() with { Keys = [key with { Exposed = Seeds.Now }] })!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(365, 30)]
    [InlineData(365, 1)]
    [InlineData(20, 5)]
    public void RC113_speaks_of_a_key_that_expires_soon(int life, int left)
    {
        var finding = Rc113KeyExpires.Examine(Seeds.Healthy() with { Keys = [Key(life, left)] })!;
        Assert.Equal(Weight.Warns, finding.Weight);
        Assert.Equal("rollcall key rotate --account acme rck_ab12", finding.Remedy.Command);
    }

    [Theory]
    [InlineData(365, 31)]
    [InlineData(20, 6)]
    [InlineData(365, 0)]
    public void RC113_is_silent_of_a_key_that_lives_or_is_dead(int life, int left)
    {
        Assert.Null(Rc113KeyExpires.Examine(Seeds.Healthy() with { Keys = [Key(life, left)] }));
        Assert.Null(Rc113KeyExpires.Examine(Seeds.Healthy()));
    }

    [Fact]
    public void RC113_is_silent_once_the_key_is_exchanged_or_revoked()
    {
        Assert.Null(Rc113KeyExpires.Examine(Seeds.Healthy() with { Keys = [Key(365, 5), Key(365, 364)] }));
        Assert.Null(Rc113KeyExpires.Examine(Seeds.Healthy() with { Keys = [Key(365, 5) with { Revoked = Seeds.Now }] }));
    }

    private static TokenFacts Key(int life, int left) =>
        new("rck_ab12", Seeds.Now.AddDays(left), null, null) { Label = "dashboard", Created = Seeds.Now.AddDays(left - life) };

    private static CaseFile Unused(int made, int? used) => Seeds.Healthy().WithDirectory(directory => directory with
    {
        Tokens = [new TokenFacts("rc_ab12", null, used is { } days ? Seeds.Now.AddDays(-days) : null, null) { Created = Seeds.Now.AddDays(-made) }],
    });

    [Fact]
    public void RC105_speaks_of_a_disabled_directory()
    {
        Assert.Equal(Weight.Blocks, Rc105DirectoryDisabled.Examine(Faults.Account("RC105", Seeds.Missing()))!.Weight);
        Assert.Equal(Weight.Warns, Rc105DirectoryDisabled.Examine(Faults.Account("RC105", Seeds.Healthy()))!.Weight);
    }

    [Fact]
    public void RC105_is_silent_of_an_enabled_one_and_of_one_not_in_question()
    {
        Assert.Null(Rc105DirectoryDisabled.Examine(Seeds.Healthy()));
        var other = Seeds.Directory() with { Key = Seeds.Okta, State = DirectoryState.Disabled };
        Assert.Null(Rc105DirectoryDisabled.Examine(Seeds.Healthy() with { Directories = [Seeds.Directory(), other] }));
    }

    [Fact]
    public void RC105_speaks_but_does_not_block_while_another_directory_could_bring_the_person()
    {
        var other = Seeds.Directory() with { Key = Seeds.Okta, State = DirectoryState.Disabled };
        Assert.Equal(Weight.Warns, Rc105DirectoryDisabled.Examine(Seeds.Missing() with { Directories = [Seeds.Directory(), other] })!.Weight);
    }

    [Fact]
    public void RC106_speaks_of_a_paused_directory() => Assert.Equal(Weight.Blocks, Rc106DirectoryPaused.Examine(Test("RC106"))!.Weight);

    [Fact]
    public void RC106_is_silent_of_a_disabled_one() => Assert.Null(Rc106DirectoryPaused.Examine(Test("RC105")));

    [Fact]
    public void RC107_speaks_where_not_even_a_refused_request_came() => Assert.Equal(Weight.Blocks, Rc107NothingEverArrived.Examine(Test("RC107"))!.Weight);

    [Fact]
    public void RC107_is_silent_at_the_first_request_even_a_refused_one() =>
        Assert.Null(Rc107NothingEverArrived.Examine(Test("RC107").Plus(Seeds.Exchange(1, "GET", "/Users", 401))));

    [Fact]
    public void RC108_speaks_of_a_path_that_is_no_route()
    {
        var finding = Rc108WrongPath.Examine(Test("RC108"))!;
        Assert.Contains("/Users/Users", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("/scim/v2/a1/d1", finding.Remedy.Text, StringComparison.Ordinal);
        Assert.StartsWith("rollcall directory check-url --account ", finding.Remedy.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void RC108_is_silent_of_a_resource_that_is_not_there() =>
        Assert.Null(Rc108WrongPath.Examine(Test("RC109").Plus(Seeds.Exchange(912, "GET", "/Users/1", 404))));

    [Fact]
    public void RC110_speaks_where_anothers_requests_come_and_informs_where_nobody_was_named()
    {
        var finding = Rc110AnotherProvider.Examine(Test("RC110"))!;
        Assert.Equal((Weight.Warns, Side.Rollcall), (finding.Weight, finding.Side));
        Assert.Contains("look like those of Entra ID", finding.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(" entra", finding.Remedy.Command, StringComparison.Ordinal);
        Assert.Contains("12 requests with the header ADSCIMVersion", finding.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Equal(Weight.Informs, Rc110AnotherProvider.Examine(Test("RC110").WithDirectory(directory => directory with { Provider = IdentityProvider.Generic }))!.Weight);
    }

    [Fact]
    public void RC110_is_silent_while_the_one_it_is_set_to_comes_too_and_where_no_request_bears_a_sign()
    {
        Assert.Null(Rc110AnotherProvider.Examine(Test("RC110").WithDirectory(directory => directory with { Provider = IdentityProvider.Entra })));
        Assert.Null(Rc110AnotherProvider.Examine(Test("RC110").WithDirectory(directory => directory with { Recognised = [.. directory.Recognised, Seeds.Recognised("sign:okta-agent", 1)] })));
        Assert.Null(Rc110AnotherProvider.Examine(Test("RC110").WithDirectory(directory => directory with { Recognised = [] })));
    }

    [Fact]
    public void RC109_speaks_of_a_suspended_account() => Assert.Equal(Weight.Blocks, Rc109AccountSuspended.Examine(Faults.Account("RC109", Seeds.Healthy()))!.Weight);

    [Fact]
    public void RC109_is_silent_of_an_active_one() => Assert.Null(Rc109AccountSuspended.Examine(Seeds.Healthy()));

    [Fact]
    public void RC702_speaks_of_the_subdomain_of_another()
    {
        Assert.Contains("'acne'", Rc702WrongSubdomain.Examine(Faults.Account("RC702", Seeds.Healthy()))!.Sentence, StringComparison.Ordinal);
        Assert.NotNull(Rc702WrongSubdomain.Examine(Seeds.Healthy() with { AskedSubdomain = "acne" }));
        Assert.NotNull(Rc702WrongSubdomain.Examine(Seeds.Healthy().Plus(Seeds.Refused(AdmissionReason.AccountUnknown, null))));
    }

    [Fact]
    public void RC702_is_silent_of_the_own_one_and_of_a_slip_since_mended()
    {
        Assert.Null(Rc702WrongSubdomain.Examine(Seeds.Healthy() with { AskedSubdomain = "ACME" }));
        Assert.Null(Rc702WrongSubdomain.Examine(Faults.Account("RC702", Seeds.Healthy()).Plus(new AdmissionSeen(960, Seeds.Now, null, "anna@acme.example", "acme"))));
        Assert.Null(Rc702WrongSubdomain.Examine(Faults.Account("RC702", Seeds.Healthy()) with { Now = Seeds.Now.AddDays(1) }));
    }

    [Fact]
    public void RC140_speaks_of_a_receiver_that_fails_for_long()
    {
        var finding = Rc140ReceiverFailing.Examine(Faults.Account("RC140", Seeds.Healthy()))!;
        Assert.Equal((Weight.Warns, "rollcall receiver test --account acme 'siem'"), (finding.Weight, finding.Remedy.Command));
    }

    [Fact]
    public void RC140_is_silent_of_a_receiver_that_is_well_or_just_stumbled_or_is_held()
    {
        Assert.Null(Rc140ReceiverFailing.Examine(Seeds.Healthy() with { Receivers = [new ReceiverFacts("siem", false, null, 0, null, null)] }));
        Assert.Null(Rc140ReceiverFailing.Examine(Seeds.Healthy() with { Receivers = [new ReceiverFacts("siem", false, Seeds.Now.AddMinutes(-1), 2, null, "x")] }));
        Assert.Null(Rc140ReceiverFailing.Examine(Faults.Account("RC141", Seeds.Healthy())));
    }

    [Fact]
    public void RC141_speaks_of_a_delivery_that_was_given_up() =>
        Assert.Equal("rollcall receiver resume --account acme 'siem'", Rc141DeliveryHeld.Examine(Faults.Account("RC141", Seeds.Healthy()))!.Remedy.Command);

    [Fact]
    public void RC141_is_silent_while_it_is_tried() => Assert.Null(Rc141DeliveryHeld.Examine(Faults.Account("RC140", Seeds.Healthy())));

    [Fact]
    public void RC801_speaks_of_a_provider_silent_for_days() => Assert.Equal(Weight.Warns, Rc801ProviderQuiet.Examine(Faults.Account("RC801", Seeds.Healthy()))!.Weight);

    [Fact]
    public void RC801_is_silent_of_providers_that_speak_only_at_changes()
    {
        Assert.Null(Rc801ProviderQuiet.Examine(Seeds.Healthy()));
        Assert.Null(Rc801ProviderQuiet.Examine(Faults.Account("RC801", Seeds.Healthy()).WithDirectory(directory => directory with { Provider = IdentityProvider.Okta })));
    }
}
