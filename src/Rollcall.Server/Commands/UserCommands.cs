using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall user ...</c> and <c>rollcall group ...</c></summary>
internal static class UserCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "user",
        "List, show, block and unblock users.",
        List(frame),
        Show(frame),
        Block(frame, "block", "Take a user's license and sessions at once; what identity providers push does not undo it."),
        Block(frame, "unblock", "Lift a block."));

    public static Command CreateGroups(Frame frame) => Frame.Group("group", "List groups.", Groups(frame));

    private static Command List(Frame frame)
    {
        var account = Frame.Account();
        var search = new Argument<string?>("search") { Description = "An address, or how the user name begins.", Arity = ArgumentArity.ZeroOrOne };
        var (after, limit) = (After(), Limit());
        return frame.Command(
            "list",
            "List the User Directory, or those of an address or whose user name begins so.",
            "rollcall user list --account acme\nrollcall user list anna --account acme",
            async ask =>
            {
                if (await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path)
                {
                    return Exit.Failed;
                }

                var query = Query.Of(("q", ask.Parsed.GetValue(search)), ("after", ask.Parsed.GetValue(after)), ("limit", ask.Parsed.GetValue(limit)?.ToString(CultureInfo.InvariantCulture)));
                return await ask.ShowAsync(ask.Api.GetAsync(path + "/users" + query, ApiJson.Readable.UserPage, ask.Ct), ApiJson.Readable.UserPage, page =>
                {
                    ask.Say.Table(["USER NAME", "ADDRESS", "STATE", "LICENSE", "CHANGED"], page.Items.Select(static u => new[] { u.UserName, u.Email, StateOf(u), u.License, Plain.Time(u.Modified) }));
                    Query.SayNext(ask.Say, page.Next);
                });
            },
            search,
            account,
            after,
            limit);
    }

    private static Command Show(Frame frame)
    {
        var (account, user) = (Frame.Account(), Named());
        return frame.Command(
            "show",
            "Show a user.",
            "rollcall user show anna@example.com --account acme",
            async ask => await PathAsync(ask, account, user) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(ask.Api.GetAsync(path, ApiJson.Readable.UserDetail, ask.Ct), ApiJson.Readable.UserDetail, detail => Tell(ask.Say, detail)),
            user,
            account);
    }

    private static Command Block(Frame frame, string verb, string description)
    {
        var (account, user) = (Frame.Account(), Named());
        return frame.Command(
            verb,
            description,
            $"rollcall user {verb} anna@example.com --account acme",
            async ask => await PathAsync(ask, account, user) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(
                    ask.Api.PostAsync($"{path}/{verb}", ApiJson.Readable.UserView, ask.Ct),
                    ApiJson.Readable.UserView,
                    u => ask.Say.Line($"{u.UserName} is {(u.Blocked ? "blocked" : "not blocked")}; license: {u.License}.")),
            user,
            account);
    }

    private static Command Groups(Frame frame)
    {
        var account = Frame.Account();
        var (after, limit) = (After(), Limit());
        return frame.Command(
            "list",
            "List the groups of an account.",
            "rollcall group list --account acme",
            async ask =>
            {
                if (await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path)
                {
                    return Exit.Failed;
                }

                var query = Query.Of(("after", ask.Parsed.GetValue(after)), ("limit", ask.Parsed.GetValue(limit)?.ToString(CultureInfo.InvariantCulture)));
                return await ask.ShowAsync(ask.Api.GetAsync(path + "/groups" + query, ApiJson.Readable.GroupPage, ask.Ct), ApiJson.Readable.GroupPage, page =>
                {
                    ask.Say.Table(["NAME", "MEMBERS", "CREATED", "ID"], page.Items.Select(static g => new[] { g.Name, g.Members.ToString(CultureInfo.InvariantCulture), Plain.Time(g.Created), g.Id }));
                    Query.SayNext(ask.Say, page.Next);
                });
            },
            account,
            after,
            limit);
    }

    private static void Tell(Say say, UserDetail detail)
    {
        var u = detail.User;
        say.Facts(
            ("user name", u.UserName),
            ("display name", u.DisplayName),
            ("address", u.Email ?? "(none)"),
            ("state", StateOf(u)),
            ("license", u.License + (detail.Place is { } place ? $", place {place} in the queue" : "")),
            ("groups", detail.Groups.Count == 0 ? null : string.Join(", ", detail.Groups)),
            ("created", Plain.Time(u.Created)),
            ("changed", Plain.Time(u.Modified)),
            ("id", u.Id));
    }

    private static string StateOf(UserView user) => (user.Blocked, user.State, user.Active) switch
    {
        (true, _, _) => "blocked",
        (_, "tombstone", _) => "deleted at source",
        (_, _, false) => "disabled",
        _ => "active",
    };

    private static Option<string> After() => Frame.Option<string>("--after", "Go on after what the page before named as next.", "number");

    private static Option<int?> Limit() => Frame.Option<int?>("--limit", "How many at most, 1 to 1000 (100).", "number");

    private static Argument<string> Named() => new("user") { Description = "User, by id, user name or address." };

    private static async Task<string?> PathAsync(Ask ask, Option<string> account, Argument<string> user) =>
        await ask.AccountAsync(ask.Parsed.GetValue(account)) is { } path ? $"{path}/users/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(user))}" : null;
}
