using Rollcall.Core.Licensing;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>What is said where no finding blocks: that nothing is wrong, with the proof, and what is not decided here (product rule 39).</summary>
internal static class Health
{
    public static string Sentence(CaseFile facts) => facts switch
    {
        { Symptom: Symptom.EnablingRefused } => "Nothing is wrong: SCIM can be enabled in this account.",
        { Symptom: Symptom.TestConnectionFails } => "Nothing is wrong here: no refused connection is seen.",
        { User: null, Asked: { } asked } => $"Nothing of that kind is seen: nobody here is {asked}.",
        { User: null } => "Nothing is wrong: directories and tokens of the account are in order.",
        { Symptom: Symptom.NotProvisioned } => $"Nothing is wrong: {facts.User.UserName} is provisioned.",
        { Symptom: Symptom.Duplicates } => $"Nothing is wrong: nobody else has the address of {facts.User.UserName}.",
        _ => $"Nothing is wrong: {facts.User.UserName} may connect.",
    };

    public static IReadOnlyList<Evidence> Proof(CaseFile facts) =>
        facts.User is { } user ? [.. OfUser(facts, user)] : [.. OfAccount(facts)];

    public static string? NotDecidedHere(CaseFile facts) => facts switch
    {
        { Symptom: Symptom.CannotConnect, User: not null } =>
            "If the client is still refused, it is not decided here: conditional access, device posture, second factors and invitations are the identity provider's. "
            + "Look at its sign-in log, and at the client's own log.",
        { Symptom: Symptom.TestConnectionFails } =>
            "If the test still fails, the request does not reach Rollcall as sent: look for a proxy, firewall or sign-in page between.",
        _ => null,
    };

    private static IEnumerable<Evidence> OfUser(CaseFile facts, UserFacts user)
    {
        yield return Evidence.OfState($"{user.UserName} is {(user.Active ? "active" : "inactive")}{(user.Blocked ? ", blocked" : ", not blocked")}, with the address {user.Address ?? "(none)"}.");
        foreach (var record in facts.Records)
        {
            yield return new Evidence(null, record.Modified, $"Record of {facts.LabelOf(record.Directory)}: {record.UserName}, active = {(record.Active ? "true" : "false")}, version {record.Version}.");
        }

        yield return new Evidence(null, user.LicensedSince, $"License: {LicenseView.Name(user.License)}.");
        if (facts.Pool is { } pool)
        {
            yield return Evidence.OfState($"Pool: total {pool.Terms.Total}, assigned {pool.Assigned}, {(pool.Terms.InForce(facts.Now) ? "in force" : "not in force")}.");
        }

        if (facts.LastWrite() is { } write)
        {
            yield return write.Cite();
        }

        if (facts.LastAdmission() is { } admission)
        {
            yield return admission.Cite();
        }
    }

    private static IEnumerable<Evidence> OfAccount(CaseFile facts)
    {
        yield return Evidence.OfState($"Account {facts.Account.Subdomain}: User ID type {(facts.Account.UserIdType is UserIdType.Email ? "email" : "name")}, {(facts.Account.Suspended ? "suspended" : "not suspended")}.");
        foreach (var directory in facts.Suspects())
        {
            var live = directory.Tokens.Count(token => token.IsLive(facts.Now));
            yield return new Evidence(facts.Latest(directory)?.JournalNo, directory.LastRequest,
                $"'{directory.Label}' is {directory.State.ToString().ToLowerInvariant()}, has {live} live token(s), and was last heard {directory.LastRequest?.Show() ?? "never"}.");
        }
    }
}
