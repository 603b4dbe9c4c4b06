using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall group ...</c></summary>
internal static class GroupCommands
{
    public static Command Create(Frame frame) => Frame.Group("group", "List groups.", List(frame));

    private static Command List(Frame frame)
    {
        var (limit, after) = (Pages.Limit(), Pages.After());
        return frame.InAccount(
            "list",
            "List the groups of an account with the number of their members.",
            "rollcall group list --account acme",
            (ask, account) => ListAsync(ask, account, ask.Parsed.GetValue(limit), ask.Parsed.GetValue(after)),
            limit,
            after);
    }

    private static async Task<int> ListAsync(Ask ask, string account, int? limit, string? after)
    {
        var read = await Pages.ReadAsync<GroupPage, GroupView>(
            ask, limit, after, paging => ask.Api.GetAsync($"{account}/groups" + Query.Of(paging), ApiJson.Readable.GroupPage, ask.Ct), static page => (page.Items, page.Next));
        if (read is not var (items, next))
        {
            return Exit.Failed;
        }

        ask.Show(new GroupPage(items, next), ApiJson.Readable.GroupPage, page =>
        {
            ask.Say.Table(
                ["NAME", "MEMBERS", "CREATED", "ID"],
                page.Items.Select(static g => new[] { g.Name, g.Members.ToString(CultureInfo.InvariantCulture), Plain.Time(g.Created), g.Id }));
            Pages.SayNext(ask, page.Next);
        });
        return Exit.Good;
    }
}
