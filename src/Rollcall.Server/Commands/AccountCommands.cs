using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall account ...</c></summary>
internal static class AccountCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "account", "Create, list and change accounts.", CreateOne(frame), List(frame), Show(frame), Set(frame), Suspend(frame), Resume(frame), SetUserIdType(frame));

    private static Command CreateOne(Frame frame)
    {
        var subdomain = new Argument<string>("subdomain") { Description = "Its short name: 2 to 63 of a-z, 0-9 and '-'." };
        var name = Frame.Option<string>("--name", "What people read (the subdomain).", "name");
        var type = Frame.Option<string>("--user-id-type", "What identifies a user: email (default; SCIM needs it) or name.", "type");
        var licenses = Frame.Option<int?>("--licenses", "How many licenses were bought.", "number");
        var idp = Frame.Option<string>("--idp", "Also make an enabled SCIM directory with a token, for entra, okta, onelogin, jumpcloud, ping, generic or strict.", "provider");
        var label = Frame.Option<string>("--label", "That directory's label (the provider's name).", "label");
        return frame.Command(
            "create",
            "Create an account; with --idp a script gets Base URL and token in the same answer.",
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
            }),
            subdomain,
            name,
            type,
            licenses,
            idp,
            label);
    }

    private static Command List(Frame frame)
    {
        var after = Frame.Option<string>("--after", "Go on after what the page before named as next.", "number");
        return frame.Command(
            "list",
            "List the accounts.",
            "rollcall account list",
            ask => ask.ShowAsync(
                ask.Api.GetAsync("api/accounts" + Query.Of(("after", ask.Parsed.GetValue(after))), ApiJson.Readable.AccountPage, ask.Ct),
                ApiJson.Readable.AccountPage,
                page =>
                {
                    ask.Say.Table(["SUBDOMAIN", "NAME", "STATE", "USER ID", "CREATED", "ID"], page.Items.Select(static a => new[] { a.Subdomain, a.Name, a.State, a.UserIdType, Plain.Time(a.Created), a.Id }));
                    Query.SayNext(ask.Say, page.Next);
                }),
            after);
    }

    private static Command Show(Frame frame)
    {
        var account = Named();
        return frame.Command("show", "Show an account.", "rollcall account show acme", ask => OneAsync(ask, ask.Api.GetAsync(Path(ask, account), ApiJson.Readable.Account, ask.Ct)), account);
    }

    private static Command Set(Frame frame)
    {
        var account = Named();
        var name = Frame.Option<string>("--name", "What people read.", "name");
        var type = Frame.Option<string>("--user-id-type", "email or name; an operator's right.", "type");
        return frame.Command(
            "set",
            "Change the name or the User ID type of an account.",
            "rollcall account set acme --user-id-type email\nrollcall account set acme --name 'Acme Inc.'",
            ask => ChangeAsync(ask, account, new AccountChange(ask.Parsed.GetValue(name), ask.Parsed.GetValue(type))),
            account,
            name,
            type);
    }

    private static Command Suspend(Frame frame)
    {
        var account = Named();
        return frame.Command("suspend", "Refuse SCIM and connecting until resumed.", "rollcall account suspend acme", ask => ChangeAsync(ask, account, new AccountChange(State: "suspended")), account);
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
            "Choose what identifies a user; SCIM can be enabled only with email.",
            "rollcall account set-user-id-type acme email",
            ask => ChangeAsync(ask, account, new AccountChange(UserIdType: ask.Parsed.GetRequiredValue(type))),
            account,
            type);
    }

    private static Task<int> ChangeAsync(Ask ask, Argument<string> account, AccountChange change) =>
        OneAsync(ask, ask.Api.PatchAsync(Path(ask, account), change, ApiJson.Readable.AccountChange, ApiJson.Readable.Account, ask.Ct));

    private static Task<int> OneAsync(Ask ask, Task<Reply<Account>> asked) => ask.ShowAsync(asked, ApiJson.Readable.Account, a => ask.Say.Facts(
        ("subdomain", a.Subdomain), ("name", a.Name), ("state", a.State), ("user ID type", a.UserIdType), ("created", Plain.Time(a.Created)), ("id", a.Id)));

    private static Argument<string> Named() => new("account") { Description = "Account, by id or subdomain." };

    private static string Path(Ask ask, Argument<string> account) => "api/accounts/" + Uri.EscapeDataString(ask.Parsed.GetRequiredValue(account));
}
