using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall ldap ...</c></summary>
internal static class LdapCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "ldap", "Pull users and groups from LDAP directories.", CreateOne(frame), Show(frame), Set(frame), PullCommands.Pull(frame), PullCommands.Runs(frame), PullCommands.Run(frame));

    /// <summary>The directory of a command.</summary>
    public static Argument<string> Named() => new("directory") { Description = "LDAP directory, by label or id; 'rollcall directory list' shows them." };

    /// <summary>Its path.</summary>
    public static string PathOf(Ask ask, string account, Argument<string> directory) => $"{account}/directories/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(directory))}";

    private static Command CreateOne(Frame frame)
    {
        var label = new Argument<string>("label") { Description = "What people read; unique within the account." };
        var options = new LdapOptions();
        return frame.InAccount(
            "create",
            "Create a directory that is pulled. Nothing is pulled before 'rollcall ldap pull', or the schedule.",
            """
            rollcall ldap create Office --host ldap.acme.example --base dc=acme,dc=example --bind cn=reader,dc=acme,dc=example --password-file reader.txt --account acme
            rollcall ldap create AD --schema activeDirectory --host dc1.acme.example --base dc=acme,dc=example --bind rollcall@acme.example --password-file ad.txt --ca-file ca.pem
            """,
            (ask, account) => SendAsync(ask, options, wish => ask.Api.PostAsync(
                $"{account}/ldap-directories", wish with { Label = ask.Parsed.GetRequiredValue(label) }, ApiJson.Readable.LdapDirectoryWish, ApiJson.Readable.LdapDirectoryView, ask.Ct)),
            [label, .. options.All]);
    }

    private static Command Show(Frame frame)
    {
        var directory = Named();
        return frame.InAccount(
            "show",
            "Show how a directory is pulled.",
            "rollcall ldap show Office --account acme",
            (ask, account) => SayAsync(ask, ask.Api.GetAsync($"{PathOf(ask, account, directory)}/ldap", ApiJson.Readable.LdapDirectoryView, ask.Ct)),
            directory);
    }

    private static Command Set(Frame frame)
    {
        var directory = Named();
        var options = new LdapOptions();
        return frame.InAccount(
            "set",
            "Change how a directory is pulled; what is left out stays. Another host, port or protection clears the password unless it is given again.",
            "rollcall ldap set Office --minutes 15 --most-losses 50 --account acme\nrollcall ldap set Office --user-filter '(department=Sales)'",
            (ask, account) => SendAsync(ask, options, wish => ask.Api.PatchAsync(
                $"{PathOf(ask, account, directory)}/ldap", wish, ApiJson.Readable.LdapDirectoryWish, ApiJson.Readable.LdapDirectoryView, ask.Ct)),
            [directory, .. options.All]);
    }

    private static async Task<int> SendAsync(Ask ask, LdapOptions options, Func<LdapDirectoryWish, Task<Reply<LdapDirectoryView>>> send)
    {
        var (wish, wrong) = await options.ReadAsync(ask);
        return wish is null ? ask.Say.Refuse(wrong!) : await SayAsync(ask, send(wish));
    }

    private static Task<int> SayAsync(Ask ask, Task<Reply<LdapDirectoryView>> asked) => ask.ShowAsync(asked, ApiJson.Readable.LdapDirectoryView, d => ask.Say.Facts(
        ("label", d.Label),
        ("server", $"{d.Host}:{Plain.Number(d.Port)}, {d.Protection}{(d.HasCaCertificates ? ", certificates of the given CA" : "")}"),
        ("binds as", d.BindName + (d.HasPassword ? "" : " (no password: give it by 'rollcall ldap set --password-file')")),
        ("base", d.Base),
        ("schema", d.Schema),
        ("users", d.UserFilter),
        ("groups", d.GroupFilter),
        ("user name", d.UserNameAttribute),
        ("email", d.EmailAttribute),
        ("gone users", d.Removes ? "are removed" : "are disabled"),
        ("pulled", d.Minutes == 0 ? "when asked" : $"every {Plain.Number(d.Minutes)} minutes"),
        ("held beyond", $"{Plain.Number(d.MostLosses)} users lost, {Plain.Number(d.MostMemberships)} memberships ended, {Plain.Number(d.MostAddresses)} addresses changed"),
        ("last began", Plain.Time(d.LastBegan)),
        ("id", d.Id)));
}
