using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall user ...</c></summary>
internal static class UserCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "user",
        "List, show, block and remove users, and give them back to LDAP.",
        List(frame),
        Show(frame),
        Block(frame, "block", "Take license and sessions at once. Pushes are recorded but do not undo it."),
        Block(frame, "unblock", "Lift a block."),
        DuplicateCommands.Delete(frame),
        DuplicateCommands.Undelete(frame),
        Block(frame, "give-back", "Let the LDAP directory lead him again: a leaver at the identity provider who stays by LDAP."));

    private static Command List(Frame frame)
    {
        var query = Frame.Optional("query", "An address, or how user names begin.");
        var (limit, after) = (Pages.Limit(), Pages.After());
        return frame.InAccount(
            "list",
            "List the users of an account with their licenses, in the order of their coming.",
            "rollcall user list --account acme\nrollcall user list anna --json\nrollcall user list --limit 0 --json | jq -r '.items[] | select(.license == \"waiting\").userName'",
            (ask, account) => ListAsync(ask, account, ask.Parsed.GetValue(query), ask.Parsed.GetValue(limit), ask.Parsed.GetValue(after)),
            query,
            limit,
            after);
    }

    private static async Task<int> ListAsync(Ask ask, string account, string? query, int? limit, string? after)
    {
        var read = await Pages.ReadAsync<UserPage, UserView>(
            ask,
            limit,
            after,
            paging => ask.Api.GetAsync($"{account}/users" + Query.Of([("q", query), .. paging]), ApiJson.Readable.UserPage, ask.Ct),
            static page => (page.Items, page.Next));
        if (read is not var (items, next))
        {
            return Exit.Failed;
        }

        ask.Show(new UserPage(items, next), ApiJson.Readable.UserPage, page =>
        {
            ask.Say.Table(
                ["USER NAME", "NAME", "EMAIL", "STATE", "LICENSE", "CHANGED"],
                page.Items.Select(static u => new[] { u.UserName, u.DisplayName, u.Email, State(u), u.License, Plain.Time(u.Modified) }));
            Pages.SayNext(ask, page.Next);
        });
        return Exit.Good;
    }

    private static Command Show(Frame frame)
    {
        var user = Named();
        return frame.InAccount(
            "show",
            "Show a user with license, place in the queue, and groups.",
            "rollcall user show anna@acme.example --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.GetAsync(Path(ask, account, user), ApiJson.Readable.UserDetail, ask.Ct), ApiJson.Readable.UserDetail, detail => SayWhole(ask, detail)),
            user);
    }

    private static Command Block(Frame frame, string verb, string description)
    {
        var user = Named();
        return frame.InAccount(
            verb,
            description,
            $"rollcall user {verb} anna@acme.example --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.PostAsync($"{Path(ask, account, user)}/{verb}", ApiJson.Readable.UserView, ask.Ct), ApiJson.Readable.UserView, view => Say(ask, view, null, [])),
            user);
    }

    private static void Say(Ask ask, UserView user, int? place, IReadOnlyList<string> groups) => ask.Say.Facts(
        ("user name", user.UserName),
        ("name", user.DisplayName),
        ("email", user.Email ?? "(none)"),
        ("state", State(user)),
        ("license", place is null ? user.License : $"{user.License} (place {place.Value.ToString(CultureInfo.InvariantCulture)})"),
        ("groups", string.Join(", ", groups)),
        ("created", Plain.Time(user.Created)),
        ("changed", Plain.Time(user.Modified)),
        ("id", user.Id));

    private static void SayWhole(Ask ask, UserDetail detail)
    {
        Say(ask, detail.User, detail.Place, detail.Groups);
        ask.Say.Table(
            ["DIRECTORY", "KIND", "", "USER NAME", "NAME", "EMAIL", "STATE", "SINCE", "CHANGED"],
            detail.Sources.Select(static s => new[] { s.Directory, s.Kind, s.Leads ? "leads" : "parked", s.UserName, s.DisplayName, s.Email, Standing(s), Plain.Time(s.Since), Plain.Time(s.Modified) }));
    }

    private static string Standing(UserSourceView source) => source.State != "live" ? source.State : source.Active ? "active" : "inactive";

    private static string State(UserView user) => user switch
    {
        { Blocked: true } => "blocked",
        { State: "tombstone" } => "deleted at source",
        { Active: false } => "inactive",
        _ => "active",
    };

    private static Argument<string> Named() => new("user") { Description = "User, by user name, address or id." };

    private static string Path(Ask ask, string account, Argument<string> user) => $"{account}/users/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(user))}";
}
