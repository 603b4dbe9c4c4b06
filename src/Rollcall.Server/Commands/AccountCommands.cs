using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall account ...</c></summary>
internal static class AccountCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "account", "Create, list and change accounts.", CreateOne(frame), List(frame), Show(frame), Suspend(frame), Resume(frame), SetUserIdType(frame), SetWhenFull(frame));

    private static Command CreateOne(Frame frame)
    {
        var subdomain = new Argument<string>("subdomain") { Description = "Its short name: 2 to 63 of a-z, 0-9 and '-'." };
        var name = Frame.Option<string?>("--name", "What people read (the subdomain).", "name");
        var type = Frame.Option<string?>("--user-id-type", "What identifies a user: email (SCIM needs it; the default) or name.", "type");
        var licenses = Frame.Number("--licenses", "How many licenses were bought.", "number");
        var idp = Frame.Option<string?>("--idp", "Also make an enabled SCIM directory with a token, for entra, okta, onelogin, jumpcloud, ping, generic or strict.", "provider");
        var label = Frame.Option<string?>("--label", "That directory's label (the provider's name).", "label");
        var days = Frame.Number("--expires-in-days", "For how long its token is accepted (365).", "days");
        return frame.Command(
            "create",
            "Create an account. With --idp the answer also has the SCIM Base URL and a token, which is shown this once.",
            """
            rollcall account create acme
            rollcall account create acme --licenses 5 --idp entra
            rollcall account create acme --licenses 5 --idp entra --json | jq -r .token
            """,
            ask => NewAccount.MakeAsync(ask, new NewAccount
            {
                Subdomain = ask.Parsed.GetRequiredValue(subdomain),
                Name = ask.Parsed.GetValue(name),
                UserIdType = ask.Parsed.GetValue(type),
                Licenses = ask.Parsed.GetValue(licenses),
                Idp = ask.Parsed.GetValue(idp),
                Label = ask.Parsed.GetValue(label),
                ExpiresInDays = ask.Parsed.GetValue(days),
            }),
            subdomain,
            name,
            type,
            licenses,
            idp,
            label,
            days);
    }

    private static Command List(Frame frame)
    {
        var (limit, after) = (Pages.Limit(), Pages.After());
        return frame.Command(
            "list",
            "List the accounts, oldest first.",
            "rollcall account list\nrollcall account list --json | jq -r '.items[].subdomain'",
            ask => ListAsync(ask, ask.Parsed.GetValue(limit), ask.Parsed.GetValue(after)),
            limit,
            after);
    }

    private static async Task<int> ListAsync(Ask ask, int? limit, string? after)
    {
        var read = await Pages.ReadAsync<AccountPage, Account>(
            ask, limit, after, query => ask.Api.GetAsync("api/accounts" + Query.Of(query), ApiJson.Readable.AccountPage, ask.Ct), static page => (page.Items, page.Next));
        if (read is not var (items, next))
        {
            return Exit.Failed;
        }

        ask.Show(new AccountPage(items, next), ApiJson.Readable.AccountPage, page =>
        {
            ask.Say.Table(
                ["SUBDOMAIN", "NAME", "STATE", "USER ID", "CREATED", "ID"],
                page.Items.Select(static a => new[] { a.Subdomain, a.Name, a.State, a.UserIdType, Plain.Time(a.Created), a.Id }));
            Pages.SayNext(ask, page.Next);
        });
        return Exit.Good;
    }

    private static Command Show(Frame frame)
    {
        var account = Frame.Optional("account", "Account, by id or subdomain. May be left out where there is only one.");
        return frame.Command(
            "show",
            "Show an account.",
            "rollcall account show acme",
            async ask => await ask.AccountAsync(ask.Parsed.GetValue(account)) is { } path
                ? await OneAsync(ask, ask.Api.GetAsync(path, ApiJson.Readable.Account, ask.Ct))
                : Exit.Failed,
            account);
    }

    private static Command Suspend(Frame frame)
    {
        var account = Named();
        return frame.Command(
            "suspend", "Refuse SCIM and connecting with their own codes until the account is resumed.", "rollcall account suspend acme", ask => ChangeAsync(ask, account, new AccountChange(State: "suspended")), account);
    }

    private static Command Resume(Frame frame)
    {
        var account = Named();
        return frame.Command("resume", "End a suspension.", "rollcall account resume acme", ask => ChangeAsync(ask, account, new AccountChange(State: "active")), account);
    }

    private static Command SetUserIdType(Frame frame)
    {
        var account = Named();
        var type = new Argument<string>("type") { Description = "email or name." };
        return frame.Command(
            "set-user-id-type",
            "Choose what identifies a user. A SCIM directory can be enabled only while it is email (RC101).",
            "rollcall account set-user-id-type acme email",
            ask => ChangeAsync(ask, account, new AccountChange(UserIdType: ask.Parsed.GetRequiredValue(type))),
            account,
            type);
    }

    private static Command SetWhenFull(Frame frame)
    {
        var account = Named();
        var what = new Argument<string>("what") { Description = "wait (the user is created and waits) or refuse (403 LicenseLimitExceeded)." };
        return frame.Command(
            "set-when-full",
            "Choose what becomes of users who are created or reactivated while no license is free.",
            "rollcall account set-when-full acme refuse",
            ask => ChangeAsync(ask, account, new AccountChange(WhenFull: ask.Parsed.GetRequiredValue(what))),
            account,
            what);
    }

    private static Task<int> ChangeAsync(Ask ask, Argument<string> account, AccountChange change) =>
        OneAsync(ask, ask.Api.PatchAsync(Path(ask, account), change, ApiJson.Readable.AccountChange, ApiJson.Readable.Account, ask.Ct));

    private static Task<int> OneAsync(Ask ask, Task<Reply<Account>> asked) => ask.ShowAsync(asked, ApiJson.Readable.Account, a => ask.Say.Facts(
        ("subdomain", a.Subdomain), ("name", a.Name), ("state", a.State), ("user ID type", a.UserIdType), ("when full", a.WhenFull), ("created", Plain.Time(a.Created)), ("id", a.Id)));

    private static Argument<string> Named() => new("account") { Description = "Account, by id or subdomain." };

    private static string Path(Ask ask, Argument<string> account) => "api/accounts/" + Uri.EscapeDataString(ask.Parsed.GetRequiredValue(account));
}
