namespace Rollcall.Core.Diagnosis;

/// <summary>The command lines that remedies offer: all in one place, so that one look at the program's help keeps them true.</summary>
internal static class RemedyCommands
{
    public static string CreateToken(CaseFile facts, DirectoryFacts directory) =>
        $"rollcall token create --account {facts.Account.Subdomain} --directory {Quote(directory.Label)}";

    public static string CreateDirectory(CaseFile facts) => $"rollcall directory create --account {facts.Account.Subdomain} --idp entra";

    public static string EnableDirectory(CaseFile facts, DirectoryFacts directory) =>
        $"rollcall directory enable --account {facts.Account.Subdomain} --directory {Quote(directory.Label)}";

    public static string CheckUrl(DirectoryFacts directory) => $"rollcall directory check-url URL-AS-PASTED   # expected path: {directory.BasePath}";

    public static string UseEmail(CaseFile facts) => $"rollcall account set {facts.Account.Subdomain} --user-id-type email";

    public static string LiftSuspension(CaseFile facts) => $"rollcall account resume {facts.Account.Subdomain}";

    public static string RaiseTotal(CaseFile facts, int total) => $"rollcall license set --account {facts.Account.Subdomain} --total {total}";

    public static string ShowPool(CaseFile facts) => $"rollcall license show --account {facts.Account.Subdomain}";

    public static string Unblock(CaseFile facts, UserFacts user) => $"rollcall user unblock --account {facts.Account.Subdomain} {Quote(user.UserName)}";

    public static string DeleteUser(CaseFile facts, string userName) => $"rollcall user delete --account {facts.Account.Subdomain} {Quote(userName)}";

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
