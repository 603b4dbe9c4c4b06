using Rollcall.Core.Admission;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Licensing;
using Rollcall.Core.People;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Diagnosis;

/// <summary>Case files: a healthy one, one of a person whom nobody knows, and the faults that can be put into them.</summary>
internal static class Seeds
{
    public const string ObjectId = "0a21f0f28d2a4f8ebf987363c4aed4ef";

    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static readonly RowKey Entra = new(10);

    public static readonly RowKey Okta = new(11);

    /// <summary>Anna: pushed by Entra ID, active, licensed, admitted an hour ago.</summary>
    public static CaseFile Healthy(Symptom symptom = Symptom.CannotConnect) => new()
    {
        Symptom = symptom,
        Asked = "anna@acme.example",
        Account = new AccountFacts("acme", UserIdType.Email, Suspended: false),
        Directories = [Directory()],
        User = new UserFacts
        {
            Key = new RowKey(100),
            UserName = "anna@acme.example",
            Address = "anna@acme.example",
            Active = true,
            Blocked = false,
            License = LicenseReason.Assigned,
            LicensedSince = Now.AddDays(-20),
            Groups = ["Sales"],
        },
        Records = [Record()],
        Pool = new PoolFacts(new PoolTerms(5, Now.AddDays(-100), Now.AddDays(100), LicensePolicy.All), Assigned: 3, Waiting: 0),
        Exchanges =
        [
            Exchange(20, "POST", "/Users", 201) with { ConcernsPerson = true, Effect = ExchangeEffect.Created },
            Exchange(900, "GET", "/Users", 200),
        ],
        Admissions = [new AdmissionSeen(800, Now.AddHours(-1), null, "anna@acme.example", "acme")],
        Now = Now,
    };

    /// <summary>The same account, asked for somebody whom it does not know.</summary>
    public static CaseFile Missing(Symptom symptom = Symptom.CannotConnect) => Healthy(symptom) with
    {
        Asked = "berta@acme.example",
        User = null,
        Records = [],
        Exchanges = [Exchange(900, "GET", "/Users", 200)],
        Admissions = [],
    };

    /// <summary>Requests that bear a sign, the last an hour ago.</summary>
    public static Recognition Recognised(string sign, long number) =>
        ProviderSign.All.Where(s => s.Name == sign).Select(s => new Recognition(s.Provider, s, number, Now.AddHours(-1))).Single();

    public static DirectoryFacts Directory() => new()
    {
        Key = Entra,
        Label = "Entra",
        Kind = DirectoryKind.Scim,
        Provider = IdentityProvider.Entra,
        State = DirectoryState.Enabled,
        BasePath = "/scim/v2/a1/d1",
        Tokens = [new TokenFacts("rc_ab12", Now.AddDays(200), Now.AddMinutes(-30), null)],
        LastRequest = Now.AddMinutes(-30),
    };

    public static RecordFacts Record() => new()
    {
        Key = new RowKey(50),
        Directory = Entra,
        UserName = "anna@acme.example",
        ExternalId = ObjectId,
        Emails = [new EmailFact("anna@acme.example", "work", true)],
        Active = true,
        State = RecordState.Live,
        Version = 3,
        Created = Now.AddDays(-20),
        Modified = Now.AddDays(-2),
    };

    /// <summary>An exchange of the Entra directory; row 900 is the last accepted one, later rows came within the last half hour.</summary>
    public static ExchangeFacts Exchange(long no, string verb, string route, int status, string? code = null) => new()
    {
        JournalNo = no,
        At = no > 900 ? Now.AddMinutes(-10) : Now.AddMinutes(-930 + no),
        Directory = Entra,
        Verb = verb,
        Route = route,
        Status = status,
        Code = code,
        CredentialPrefix = "rc_ab12",
    };

    public static TwinFacts Twin(bool active, LicenseReason license, RecordState state = RecordState.Live) =>
        new(new RowKey(101), active ? "anna2@acme.example" : "anna.old@acme.example", active, state, license, Now.AddDays(-300));

    public static CaseFile WithUser(this CaseFile facts, Func<UserFacts, UserFacts> change) => facts with { User = change(facts.User!) };

    public static CaseFile WithRecord(this CaseFile facts, Func<RecordFacts, RecordFacts> change) => facts with { Records = [change(facts.Records[0])] };

    public static CaseFile WithDirectory(this CaseFile facts, Func<DirectoryFacts, DirectoryFacts> change) => facts with { Directories = [change(facts.Directories[0])] };

    public static CaseFile WithPool(this CaseFile facts, Func<PoolTerms, PoolTerms> change) => facts with { Pool = facts.Pool! with { Terms = change(facts.Pool.Terms) } };

    public static CaseFile Plus(this CaseFile facts, params ExchangeFacts[] exchanges) => facts with { Exchanges = [.. facts.Exchanges, .. exchanges] };

    public static CaseFile Plus(this CaseFile facts, params AdmissionSeen[] admissions) => facts with { Admissions = [.. facts.Admissions, .. admissions] };

    public static AdmissionSeen Refused(AdmissionReason reason, string? subdomain = "acme") =>
        new(950, Now.AddMinutes(-5), reason, "anna@acme.example", subdomain);

    /// <summary>Puts the license state right that follows from the other facts, in the order of product rule 26.</summary>
    public static CaseFile Settle(this CaseFile facts, LicenseReason otherwise = LicenseReason.Assigned) => facts.WithUser(user => user with
    {
        License = !user.Active || user.Blocked ? LicenseReason.Disabled
            : user.Address is null ? LicenseReason.NoEmail
            : otherwise is LicenseReason.NotCovered or LicenseReason.DuplicateAddress ? otherwise
            : !facts.Pool!.Terms.InForce(facts.Now) ? LicenseReason.PoolNotInForce
            : otherwise,
    });
}
