using Rollcall.Core.Admission;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Diagnosis;

/// <summary>The situation of each finding, to be put into a case file of <see cref="Seeds"/>.</summary>
internal static class Faults
{
    /// <summary>Faults of the account and the connection: they can stand in any case file.</summary>
    public static CaseFile Account(string code, CaseFile facts) => code switch
    {
        "RC101" => facts with { Account = facts.Account with { UserIdType = UserIdType.Name } },
        "RC102" => facts.WithDirectory(directory => directory with { Tokens = [.. directory.Tokens.Select(token => token with { Revoked = Seeds.Now.AddDays(-1) })] }),
        "RC103" => facts.Plus(Seeds.Exchange(910, "GET", "/Users", 403, RefusalCodes.WrongDirectory)),
        "RC104" => facts.WithDirectory(directory => directory with { Tokens = [.. directory.Tokens.Select(token => token with { Expires = Seeds.Now.AddDays(-1) })] }),
        "RC105" => facts.WithDirectory(directory => directory with { State = DirectoryState.Disabled }),
        "RC106" => facts.WithDirectory(directory => directory with { State = DirectoryState.Paused }),
        "RC107" => (facts with { Exchanges = [], Records = [] }).WithDirectory(directory => directory with { LastRequest = null }),
        "RC108" => facts.Plus(Seeds.Exchange(911, "GET", "/scim/v2/a1/d1/Users/Users", 404, RefusalCodes.UnknownRoute)),
        "RC109" => facts with { Account = facts.Account with { Suspended = true } },
        "RC110" => facts.WithDirectory(directory => directory with { Provider = IdentityProvider.Okta, Recognised = [Seeds.Recognised("sign:entra-header", 12)] }),
        "RC140" => facts with { Receivers = [new ReceiverFacts("siem", Held: false, Seeds.Now.AddHours(-2), 9, Seeds.Now.AddMinutes(20), "The receiver answered 500.")] },
        "RC141" => facts with { Receivers = [new ReceiverFacts("siem", Held: true, Seeds.Now.AddDays(-3), 90, null, "The receiver answered 410.")] },
        "RC404" => facts with { Pool = facts.Pool! with { Running = true } },
        "RC405" => (facts with { Pool = facts.Pool! with { Assigned = 19 } }).WithPool(terms => terms with { Total = 20 }),
        "RC406" => facts.WithPool(terms => terms with { Ends = Seeds.Now.AddDays(12) }),
        "RC810" => facts.WithDirectory(directory => directory with { Brake = BrakeState.Alerted, BrakeLosses = 40 }),
        "RC811" => facts.WithDirectory(directory => directory with { Brake = BrakeState.Holding, BrakeLosses = 10 }),
        "RC702" => facts.Plus(Seeds.Refused(AdmissionReason.AccountUnknown, "acne")),
        "RC801" => facts.WithDirectory(directory => directory with { LastRequest = Seeds.Now.AddDays(-5) }),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>Faults of a person who is here.</summary>
    public static CaseFile Present(string code, CaseFile facts) => code switch
    {
        "RC204" => facts.WithUser(user => user with { Address = null }).WithRecord(record => record with { Emails = [] }),
        "RC401" => (facts with { Pool = facts.Pool! with { Assigned = 5, Waiting = 4 } }).WithUser(user => user with { License = LicenseReason.Waiting, WaitingPlace = 2 }),
        "RC402" => facts.WithPool(terms => terms with { Policy = LicensePolicy.Selected }).WithUser(user => user with { License = LicenseReason.NotCovered }),
        "RC403" => facts.WithPool(terms => terms with { Ends = Seeds.Now.AddDays(-1) }),
        "RC501" => (facts with { Twins = [.. facts.Twins, Seeds.Twin(active: true, LicenseReason.Assigned)] }).WithUser(user => user with { License = LicenseReason.DuplicateAddress }),
        "RC502" => facts.WithUser(user => user with { Active = false })
            .WithRecord(record => record with { State = RecordState.Tombstone, UserName = Seeds.ObjectId + record.UserName, PreviousUserName = record.UserName, Active = false })
            .Plus(Seeds.Exchange(700, "PATCH", "/Users/1", 200) with { ConcernsPerson = true, Effect = ExchangeEffect.SoftlyDeleted }),
        "RC503" => facts.WithUser(user => user with { Active = false }).WithRecord(record => record with { Active = false })
            .Plus(Seeds.Exchange(701, "PATCH", "/Users/1", 200) with { ConcernsPerson = true, Effect = ExchangeEffect.Deactivated }),
        "RC505" => facts with { Twins = [.. facts.Twins, Seeds.Twin(active: false, LicenseReason.Disabled, RecordState.Tombstone)] },
        "RC704" => facts.WithUser(user => user with { LiveDevices = 3 }).Plus(Seeds.Refused(AdmissionReason.DeviceLimit)),
        "RC706" => facts with { Admissions = [.. facts.Admissions, new AdmissionSeen(990, Seeds.Now.AddMinutes(-1), null, "anna@acme.example", "acme", "the device's clock is 900 seconds behind")] },
        "RC705" => facts.WithUser(user => user with { Blocked = true, Block = new Evidence(600, Seeds.Now.AddDays(-1), "blocked by olga") }),
        _ => Account(code, facts),
    };

    /// <summary>Faults of a person who is not here.</summary>
    public static CaseFile Absent(string code, CaseFile facts) => code switch
    {
        "RC201" => facts.Plus(Seeds.Exchange(920, "POST", "/Users", 400, "invalidValue") with { ConcernsPerson = true, Attribute = "userName" }),
        "RC205" => facts.Plus(Seeds.Exchange(921, "POST", "/Users", 400, "invalidValue") with { ConcernsPerson = true, Attribute = "name.familyName" }),
        "RC206" => facts.Plus(Seeds.Exchange(922, "POST", "/Users", 409, "uniqueness") with { ConcernsPerson = true, Attribute = "userName", HeldBy = "Okta" }),
        "RC301" => facts,
        "RC302" => facts.Plus(Seeds.Exchange(899, "GET", "/Users", 200) with { ConcernsPerson = true, IsMatchQuery = true }),
        "RC504" => facts with { Deletions = [new DeletionSeen(500, Seeds.Now.AddDays(-1), Seeds.Entra, BySource: true, "rc_ab12", "berta@acme.example")] },
        "RC506" => facts with { Deletions = [new DeletionSeen(501, Seeds.Now.AddDays(-1), Seeds.Entra, BySource: false, "olga", "berta@acme.example")] },
        "RC701" => facts with { SimilarNames = ["bertha@acme.example"] },
        _ => Account(code, facts),
    };
}
