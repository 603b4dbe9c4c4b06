using CsCheck;
using Rollcall.Core.Admission;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Diagnosis;

public sealed class DoctorTests
{
    /// <summary>Faults of one who is here, in the order in which they must win: the order of the reasons of an admission (product rule 29).</summary>
    private static readonly string[] s_present = ["RC109", "RC702", "RC705", "RC502", "RC503", "RC403", "RC204", "RC402", "RC501", "RC401", "RC704"];

    /// <summary>Faults that hinder nobody who is here.</summary>
    private static readonly string[] s_beside = ["RC102", "RC103", "RC104", "RC105", "RC106", "RC108", "RC140", "RC141", "RC505", "RC801", "RC810", "RC811"];

    /// <summary>Faults of one who is not here, in the order in which they must win.</summary>
    private static readonly string[] s_absent =
        ["RC109", "RC702", "RC101", "RC105", "RC106", "RC107", "RC108", "RC103", "RC104", "RC102", "RC506", "RC504", "RC201", "RC206", "RC205", "RC302", "RC301", "RC701"];

    /// <summary>Pairs that cannot be together, or of which one takes the other's ground away: they share the latest exchange, write, admission, or the record's one state.</summary>
    private static readonly HashSet<string> s_apart =
    [
        "RC702 RC704", "RC502 RC503", "RC402 RC501", "RC402 RC401", "RC501 RC401",
        "RC105 RC106", "RC105 RC107", "RC106 RC107", "RC107 RC108", "RC107 RC103", "RC108 RC103", "RC104 RC102",
        "RC506 RC504", "RC506 RC201", "RC506 RC206", "RC506 RC205", "RC504 RC201", "RC504 RC206", "RC504 RC205", "RC201 RC206", "RC201 RC205", "RC206 RC205",
        "RC506 RC302", "RC504 RC302", "RC201 RC302", "RC206 RC302", "RC205 RC302",
        "RC506 RC301", "RC504 RC301", "RC201 RC301", "RC206 RC301", "RC205 RC301", "RC302 RC301", "RC301 RC701", "RC101 RC701",
        "RC107 RC201", "RC107 RC206", "RC107 RC205", "RC107 RC302", "RC103 RC201", "RC103 RC206", "RC103 RC205", "RC108 RC201", "RC108 RC206", "RC108 RC205",
    ];

    public static TheoryData<string, string> PresentPairs => Pairs(s_present);

    public static TheoryData<string, string> AbsentPairs => Pairs(s_absent);

    public static TheoryData<string, string> BesidePairs => [.. s_beside.SelectMany(beside => s_present.Select(code => (beside, code)))];

    public static TheoryData<string> Beside => [.. s_beside];

    [Theory]
    [MemberData(nameof(PresentPairs))]
    public void Of_two_faults_of_one_who_is_here_the_earlier_is_the_answer(string first, string second)
    {
        foreach (var facts in new[] { Present(Symptom.CannotConnect, first, second), Present(Symptom.CannotConnect, second, first) })
        {
            var explanation = Doctor.Examine(facts);
            Assert.Equal(first, explanation.Answer?.Code);
            Assert.Equal(explanation.Answer!.Sentence, explanation.Sentence);
        }
    }

    [Theory]
    [MemberData(nameof(AbsentPairs))]
    public void Of_two_faults_of_one_who_is_not_here_the_earlier_is_the_answer_and_the_other_is_told(string first, string second)
    {
        foreach (var facts in new[] { Absent(first, second), Absent(second, first) })
        {
            var explanation = Doctor.Examine(facts);
            Assert.Equal(first, explanation.Answer?.Code);
            Assert.Contains(explanation.Consequences.Concat(explanation.AlsoSeen).Append(explanation.Answer!), finding => finding.Code == second);
        }
    }

    [Theory]
    [MemberData(nameof(BesidePairs))]
    public void What_hinders_nobody_is_told_beside_the_answer(string beside, string code)
    {
        var explanation = Doctor.Examine(Present(Symptom.CannotConnect, beside, code));
        Assert.Equal(code, explanation.Answer?.Code);
        var stale = beside == "RC505" && code is "RC502" or "RC503"; // then both twins are disabled
        Assert.Equal(!stale, explanation.Consequences.Concat(explanation.AlsoSeen).Any(finding => finding.Code == beside));
    }

    [Theory]
    [MemberData(nameof(Beside))]
    public void What_hinders_nobody_does_not_accuse(string code)
    {
        var explanation = Doctor.Examine(Present(Symptom.CannotConnect, code));
        Assert.Null(explanation.Answer);
        Assert.Equal([code], explanation.AlsoSeen.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(Symptom.CannotConnect)]
    [InlineData(Symptom.EnablingRefused)]
    [InlineData(Symptom.TestConnectionFails)]
    [InlineData(Symptom.NotProvisioned)]
    [InlineData(Symptom.Duplicates)]
    public void Of_a_healthy_user_nothing_is_wrong_and_there_is_proof(Symptom symptom)
    {
        var explanation = Doctor.Examine(Seeds.Healthy(symptom));
        Assert.Null(explanation.Answer);
        Assert.Empty(explanation.AlsoSeen);
        Assert.Empty(explanation.Consequences);
        Assert.StartsWith("Nothing is wrong", explanation.Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(explanation.Proof);
        Assert.Equal(symptom is Symptom.CannotConnect or Symptom.TestConnectionFails, explanation.NotDecidedHere is not null);
    }

    [Theory]
    [InlineData(Symptom.EnablingRefused, "RC101 RC109")]
    [InlineData(Symptom.TestConnectionFails, "RC101 RC102 RC103 RC104 RC105 RC106 RC107 RC108 RC109")]
    public void A_question_about_a_connection_is_answered_without_a_person(Symptom symptom, string codes)
    {
        var sound = Seeds.Missing(symptom) with { Asked = null };
        Assert.Null(Doctor.Examine(sound).Answer);
        Assert.Contains(Doctor.Examine(sound).Proof, evidence => evidence.Text.Contains("acme", StringComparison.Ordinal));
        Assert.All(codes.Split(' '), code => Assert.Equal(code, Doctor.Examine(Faults.Account(code, sound)).Answer?.Code));
    }

    [Theory]
    [InlineData("RC401")]
    [InlineData("RC402")]
    [InlineData("RC705")]
    [InlineData("RC704")]
    public void What_does_not_touch_provisioning_is_no_answer_to_it(string code)
    {
        var explanation = Doctor.Examine(Present(Symptom.NotProvisioned, code));
        Assert.Null(explanation.Answer);
        Assert.Equal([(code, Weight.Warns)], explanation.AlsoSeen.Select(finding => (finding.Code, finding.Weight)));
    }

    [Fact]
    public void What_follows_is_folded_under_its_cause()
    {
        var explanation = Doctor.Examine(Absent("RC105"));
        Assert.Equal("RC105", explanation.Answer?.Code);
        Assert.Equal(["RC301", "RC701"], explanation.Consequences.Select(finding => finding.Code));
    }

    [Fact]
    public void Duplicates_are_the_answer_only_to_their_question()
    {
        Assert.Equal("RC505", Doctor.Examine(Present(Symptom.Duplicates, "RC505")).Answer?.Code);
        Assert.Equal("RC501", Doctor.Examine(Present(Symptom.Duplicates, "RC501")).Answer?.Code);
        Assert.Null(Doctor.Examine(Present(Symptom.CannotConnect, "RC505")).Answer);
    }

    [Fact]
    public void The_answer_is_the_reason_for_which_the_client_is_refused() =>
        Gen.Select(Gen.Shuffle<string>((string[])[.. s_present, .. s_beside], 0, 7), Gen.Int[0, 4]).Sample((codes, devices) =>
        {
            var settled = Possible(codes);
            var facts = Present(Symptom.CannotConnect, settled).WithUser(user => user with { LiveDevices = settled.Contains("RC704") ? 3 : Math.Min(devices, 2) });
            var answer = Doctor.Examine(facts).Answer?.Code;
            if (settled.Contains("RC702"))
            {
                Assert.Equal(settled.Contains("RC109") ? "RC109" : "RC702", answer);
                return;
            }

            var expected = AdmissionDecision.Of(AsAsked(facts)) is AdmissionDecision.Refused refused ? AdmissionSentence.Of(refused.Reason).Finding : null;
            Assert.Equal(expected, answer is "RC502" ? "RC503" : answer);
        }, iter: Effort.Of(3_000));

    [Fact]
    public void Of_one_who_is_not_here_there_is_always_an_answer() =>
        Gen.Select(Gen.Shuffle(s_absent, 0, 5), GenExchange.Array[0, 4]).Sample((codes, exchanges) =>
        {
            foreach (var symptom in new[] { Symptom.CannotConnect, Symptom.NotProvisioned })
            {
                var facts = codes.Aggregate(Seeds.Missing(symptom).Plus(exchanges), (file, code) => Faults.Absent(code, file));
                var answer = Doctor.Examine(facts).Answer;
                Assert.True(answer is not null || (symptom is Symptom.NotProvisioned && facts.SimilarNames.Count > 0), $"no answer to {symptom}");
                Assert.NotEmpty(answer?.Evidence ?? [Evidence.OfState("")]);
            }
        }, iter: Effort.Of(3_000));

    private static readonly Gen<ExchangeFacts> GenExchange =
        from no in Gen.Int[1, 2000]
        from verb in OneOf("GET", "POST", "PATCH", "PUT", "DELETE")
        from status in OneOf(200, 201, 204, 400, 401, 403, 404, 405, 409, 412, 429, 500, 503)
        from person in Gen.Bool
        from match in Gen.Bool
        select Seeds.Exchange(no, verb, "/Users", status) with { ConcernsPerson = person, IsMatchQuery = match && verb == "GET" };

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static TheoryData<string, string> Pairs(string[] order) =>
        [.. order.SelectMany((first, i) => order.Skip(i).Select(second => (first, second))).Where(pair => !s_apart.Contains($"{pair.first} {pair.second}"))];

    private static CaseFile Present(Symptom symptom, params string[] codes)
    {
        var facts = codes.Distinct().Aggregate(Seeds.Healthy(symptom), (file, code) => Faults.Present(code, file));
        var license = codes.Contains("RC402") ? LicenseReason.NotCovered : codes.Contains("RC501") ? LicenseReason.DuplicateAddress
            : codes.Contains("RC401") ? LicenseReason.Waiting : LicenseReason.Assigned;
        return facts.Settle(license);
    }

    private static CaseFile Absent(params string[] codes) => codes.Distinct().Aggregate(Seeds.Missing(), (file, code) => Faults.Absent(code, file));

    /// <summary>Leaves out what cannot stand beside an earlier one.</summary>
    private static string[] Possible(string[] codes) =>
        [.. codes.Where((code, i) => !codes.Take(i).Any(earlier => s_apart.Contains($"{earlier} {code}") || s_apart.Contains($"{code} {earlier}")))];

    private static AdmissionFacts AsAsked(CaseFile facts)
    {
        var user = facts.User!;
        var state = user.License is LicenseReason.Assigned or LicenseReason.PoolNotInForce ? LicenseState.Assigned
            : user.License is LicenseReason.Waiting ? LicenseState.Waiting : LicenseState.None;
        return new AdmissionFacts
        {
            Account = facts.Account.Suspended ? AccountStanding.Suspended : AccountStanding.Active,
            User = new Claimant(user.Key, user.Blocked, user.Active, state, user.License),
            PoolInForce = facts.Pool!.Terms.InForce(facts.Now),
            Device = "new",
            LiveDevices = [.. Enumerable.Range(0, user.LiveDevices).Select(i => $"d{i}")],
        };
    }
}
