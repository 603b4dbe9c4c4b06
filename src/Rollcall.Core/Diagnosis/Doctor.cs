using Rollcall.Core.Diagnosis.Checks;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>Examines a case file: the first finding that blocks is the answer (product rules 37 to 39).</summary>
public static class Doctor
{
    /// <summary>
    /// In causal order: account, subdomain, connection, the person's way here, then the reasons in the order in which an admission asks them, so that the
    /// answer to "cannot connect" is the reason that the client was refused for.
    /// </summary>
    private static readonly Func<CaseFile, Finding?>[] s_checks =
    [
        Rc109AccountSuspended.Examine, Rc702WrongSubdomain.Examine, Rc101UserIdTypeIsName.Examine,
        Rc105DirectoryDisabled.Examine, Rc106DirectoryPaused.Examine, Rc107NothingEverArrived.Examine, Rc108WrongPath.Examine,
        Rc103TokenOfAnotherDirectory.Examine, Rc104TokenExpires.Examine, Rc102NoTokenAccepted.Examine,
        Rc506DeletedHere.Examine, Rc504DeletedByProvider.Examine,
        Rc201NoUserName.Examine, Rc206NameTaken.Examine, Rc205WriteRefused.Examine,
        Rc620LdapUnreachable.Examine, Rc621LdapNotProtected.Examine, Rc622LdapBindRefused.Examine, Rc623LdapUnreadable.Examine, Rc624LdapLimit.Examine,
        Rc625LdapEmpty.Examine, Rc626LdapReferral.Examine, Rc627PullHeld.Examine, Rc628EntriesSkipped.Examine,
        Rc302LookedForNotCreated.Examine, Rc301NeverPushed.Examine,
        Rc701AddressUnknown.Examine,
        Rc705Blocked.Examine, Rc502DeletedAtSource.Examine, Rc503DisabledAtSource.Examine,
        Rc403PoolNotInForce.Examine, Rc204NoEmail.Examine, Rc402NotCovered.Examine, Rc501DuplicateAddress.Examine, Rc401AllLicensesTaken.Examine,
        Rc601LeaverStillInLdap.Examine, Rc602LdapGroupsLeft.Examine, Rc404PolicyRunning.Examine, Rc405FewLicensesLeft.Examine, Rc406PoolEndsSoon.Examine,
        Rc704DeviceLimit.Examine, Rc706ProofRefused.Examine, Rc505DisabledTwin.Examine, Rc110AnotherProvider.Examine, Rc801ProviderQuiet.Examine, Rc810BrakeAlerted.Examine, Rc811BrakeHolds.Examine,
        Rc141DeliveryHeld.Examine, Rc140ReceiverFailing.Examine,
        Rc111CredentialExposed.Examine, Rc112CredentialUnused.Examine, Rc113KeyExpires.Examine,
    ];

    /// <summary>Answers the question of the case file.</summary>
    public static Explanation Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<Finding> seen = [.. s_checks.Select(check => check(facts)).OfType<Finding>().Select(finding => Weigh(finding, facts.Symptom))];
        var answer = seen.Find(finding => finding.Weight is Weight.Blocks);
        var others = seen.Where(finding => finding != answer).ToList();
        var consequences = answer is null ? [] : others.Where(finding => Causality.Follows(finding.Code, answer.Code)).ToList();
        return new Explanation
        {
            Answer = answer,
            Consequences = consequences,
            AlsoSeen = [.. others.Except(consequences).OrderByDescending(finding => finding.Weight)],
            Sentence = answer?.Sentence ?? Health.Sentence(facts),
            Proof = answer?.Evidence ?? Health.Proof(facts),
            NotDecidedHere = answer is null ? Health.NotDecidedHere(facts) : null,
        };
    }

    /// <summary>A cause of something else than what was asked is a warning.</summary>
    private static Finding Weigh(Finding finding, Symptom symptom) =>
        finding.Weight is Weight.Blocks && !Causality.Answers(finding.Code, symptom) ? finding with { Weight = Weight.Warns } : finding;
}
