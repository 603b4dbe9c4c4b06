using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall duplicate list</c>, <c>user delete</c>, <c>user undelete</c> and <c>license move</c>.</summary>
internal static class DuplicateCommands
{
    public static Command Create(Frame frame)
    {
        var (limit, after) = (Pages.Limit(), Pages.After());
        return Frame.Group("duplicate", "See who shares an address.", frame.InAccount(
            "list",
            "List addresses of more than one user, each with whom to keep and what to do, as a suggestion.",
            "rollcall duplicate list --account acme",
            (ask, account) => ListAsync(ask, account, ask.Parsed.GetValue(limit), ask.Parsed.GetValue(after)),
            limit,
            after));
    }

    public static Command Delete(Frame frame)
    {
        var user = new Argument<string>("user") { Description = "User, by id, user name or address; the id is surest where an address is shared." };
        var preview = Frame.Option<bool>("--preview", "Show what would go with him; change nothing.");
        return frame.InAccount(
            "delete",
            "Remove a user who is active at no source any more, with all his records. Undoable for 30 days.",
            "rollcall user delete 01a21e4f-f256-74f0-826b-3739422b18c8 --preview --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.DeleteAsync($"{account}/users/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(user))}" + (ask.Parsed.GetValue(preview) ? "?preview=true" : ""), ApiJson.Readable.RemovalView, ask.Ct),
                ApiJson.Readable.RemovalView,
                r =>
                {
                    ask.Say.Facts(
                        ("user", r.User.UserName), ("address", r.User.Email), ("records", string.Join(", ", r.Records)), ("groups", string.Join(", ", r.Groups)),
                        ("license", r.FreesLicense ? "is freed" : "none"), ("undo until", Plain.Time(r.UndoableUntil)), ("id", r.User.Id));
                    ask.Say.Aside(r.Preview ? "Nothing was changed: this was a preview." : $"Undo: rollcall user undelete {r.User.Id}");
                }),
            user,
            preview);
    }

    public static Command Undelete(Frame frame)
    {
        var user = new Argument<string>("id") { Description = "The user's id, as the removal said it." };
        return frame.InAccount(
            "undelete",
            "Undo a removal: the user and his records are there again under the same ids.",
            "rollcall user undelete 01a21e4f-f256-74f0-826b-3739422b18c8 --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.PostAsync($"{account}/users/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(user))}/undelete", ApiJson.Readable.UserView, ask.Ct),
                ApiJson.Readable.UserView,
                u => ask.Say.Line($"{u.UserName} is here again, license {u.License}.")),
            user);
    }

    public static Command Move(Frame frame)
    {
        var from = Frame.Option<string>("--from", "Who holds the license: id, user name or address.", "user");
        var to = Frame.Option<string>("--to", "Who is to hold it, of the same address.", "user");
        (from.Required, to.Required) = (true, true);
        var preview = Frame.Option<bool>("--preview", "Show whom it concerns; change nothing.");
        return frame.InAccount(
            "move",
            "Hand the license of an address from one of its users to another. The same the other way undoes it.",
            "rollcall license move --from 01a21e4f-f256-74f0-826b-3739422b18c8 --to anna@acme.example --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.PostAsync(
                    $"{account}/licenses/move", new MoveWish(ask.Parsed.GetRequiredValue(from), ask.Parsed.GetRequiredValue(to), ask.Parsed.GetValue(preview)), ApiJson.Readable.MoveWish, ApiJson.Readable.MovedLicense, ask.Ct),
                ApiJson.Readable.MovedLicense,
                m =>
                {
                    ask.Say.Table(["USER", "LICENSE", "ID"], [[m.From.UserName, m.From.License, m.From.Id], [m.To.UserName, m.To.License, m.To.Id]]);
                    if (m.Preview)
                    {
                        ask.Say.Aside("Nothing was changed: this was a preview.");
                    }
                }),
            from,
            to,
            preview);
    }

    private static async Task<int> ListAsync(Ask ask, string account, int? limit, string? after)
    {
        var read = await Pages.ReadAsync<DuplicatePage, DuplicateSet>(
            ask, limit, after, paging => ask.Api.GetAsync($"{account}/duplicates" + Query.Of(paging), ApiJson.Readable.DuplicatePage, ask.Ct), static page => (page.Items, page.Next));
        if (read is not var (items, next))
        {
            return Exit.Failed;
        }

        ask.Show(new DuplicatePage(items, next), ApiJson.Readable.DuplicatePage, page =>
        {
            foreach (var set in page.Items)
            {
                ask.Say.Line(set.Address);
                ask.Say.Table(
                    ["", "USER", "STATE", "LED BY", "LICENSE", "CREATED", "ID"],
                    set.Users.Select(static u => new[] { u.Keep ? "keep" : "", u.User.UserName, u.User.Active ? u.User.State : "inactive", u.LedBy, u.User.License, Plain.Time(u.User.Created), u.User.Id }));
                ask.Say.Line(set.Suggestion, indent: 2);
            }

            Pages.SayNext(ask, page.Next);
        });
        return Exit.Good;
    }
}
