using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>The command lines that remedies offer: all in one place, so that a test can give each of them to the program.</summary>
internal static class RemedyCommands
{
    public static string CreateToken(CaseFile facts, DirectoryFacts directory) =>
        $"rollcall token create --account {facts.Account.Subdomain} --directory {Quote(directory.Label)}";

    public static string ListTokens(CaseFile facts, DirectoryFacts directory) =>
        $"rollcall token list --account {facts.Account.Subdomain} --directory {Quote(directory.Label)}";

    public static string ListOAuth(CaseFile facts, DirectoryFacts directory) =>
        $"rollcall oauth list --account {facts.Account.Subdomain} --directory {Quote(directory.Label)}";

    public static string ListKeys(CaseFile facts) => $"rollcall key list --account {facts.Account.Subdomain}";

    public static string RotateKey(CaseFile facts, TokenFacts key) => $"rollcall key rotate --account {facts.Account.Subdomain} {key.Prefix}";

    public static string CreateDirectory(CaseFile facts) => $"rollcall directory create --account {facts.Account.Subdomain} --idp entra";

    public static string EnableDirectory(CaseFile facts, DirectoryFacts directory) =>
        $"rollcall directory enable --account {facts.Account.Subdomain} --directory {Quote(directory.Label)}";

    public static string SetProvider(CaseFile facts, DirectoryFacts directory, IdentityProvider provider) =>
        $"rollcall directory set-provider --account {facts.Account.Subdomain} --directory {Quote(directory.Label)} {provider.ToString().ToLowerInvariant()}";

    /// <summary>The URL is what was pasted at the identity provider, which nobody here knows; the command shows what it must be.</summary>
    public static string CheckUrl(CaseFile facts, DirectoryFacts directory) =>
        $"rollcall directory check-url --account {facts.Account.Subdomain} --directory {Quote(directory.Label)} URL-AS-PASTED";

    public static string UseEmail(CaseFile facts) => $"rollcall account set-user-id-type {facts.Account.Subdomain} email";

    public static string LiftSuspension(CaseFile facts) => $"rollcall account resume {facts.Account.Subdomain}";

    public static string RaiseTotal(CaseFile facts, int total) => $"rollcall license set --account {facts.Account.Subdomain} --total {total}";

    public static string ShowPool(CaseFile facts) => $"rollcall license show --account {facts.Account.Subdomain}";

    public static string Pull(CaseFile facts, PullFacts pull) => $"rollcall ldap pull --account {facts.Account.Subdomain} {Quote(pull.Label)}";

    public static string ReleasePull(CaseFile facts, PullFacts pull) => $"rollcall ldap pull --account {facts.Account.Subdomain} {Quote(pull.Label)} --release {pull.Run.Key}";

    public static string ShowPull(CaseFile facts, PullFacts pull) => $"rollcall ldap run --account {facts.Account.Subdomain} {pull.Run.Key}";

    public static string SetLdapCa(CaseFile facts, PullFacts pull) => $"rollcall ldap set --account {facts.Account.Subdomain} {Quote(pull.Label)} --ca-file CA.pem";

    public static string SetLdapPassword(CaseFile facts, PullFacts pull) => $"rollcall ldap set --account {facts.Account.Subdomain} {Quote(pull.Label)} --password-file FILE";

    public static string SetLdapBase(CaseFile facts, PullFacts pull) => $"rollcall ldap set --account {facts.Account.Subdomain} {Quote(pull.Label)} --base DN";

    public static string GiveBack(CaseFile facts, UserFacts user) => $"rollcall user give-back --account {facts.Account.Subdomain} {Quote(user.UserName)}";

    public static string DeviceCode(CaseFile facts, UserFacts user) => $"rollcall device code --account {facts.Account.Subdomain} {Quote(user.UserName)}";

    public static string Duplicates(CaseFile facts) => $"rollcall duplicate list --account {facts.Account.Subdomain}";

    public static string ShowBrake(CaseFile facts, DirectoryFacts directory) => $"rollcall brake show --account {facts.Account.Subdomain} --directory {Quote(directory.Label)}";

    public static string SetBrake(CaseFile facts, DirectoryFacts directory) => $"rollcall brake set --account {facts.Account.Subdomain} --directory {Quote(directory.Label)} --mode hold";

    public static string ShowPolicy(CaseFile facts) => $"rollcall license policy --account {facts.Account.Subdomain}";

    public static string Cover(CaseFile facts, UserFacts user) => $"rollcall license cover --account {facts.Account.Subdomain} --user {Quote(user.UserName)} --preview";

    public static string SetDates(CaseFile facts) => $"rollcall license set --account {facts.Account.Subdomain} --starts none --ends none";

    public static string Unblock(CaseFile facts, UserFacts user) => $"rollcall user unblock --account {facts.Account.Subdomain} {Quote(user.UserName)}";

    public static string TestReceiver(CaseFile facts, ReceiverFacts receiver) => $"rollcall receiver test --account {facts.Account.Subdomain} {Quote(receiver.Label)}";

    public static string ResumeReceiver(CaseFile facts, ReceiverFacts receiver) => $"rollcall receiver resume --account {facts.Account.Subdomain} {Quote(receiver.Label)}";

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
