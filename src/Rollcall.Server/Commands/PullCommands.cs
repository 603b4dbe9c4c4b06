using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall ldap pull</c>, <c>runs</c> and <c>run</c>.</summary>
internal static class PullCommands
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    public static Command Pull(Frame frame)
    {
        var directory = LdapCommands.Named();
        var dry = Frame.Option<bool>("--dry-run", "Say what would change, and change nothing.");
        var release = Frame.Option<string?>("--release", "The held pull to release: this one may change as much as that one would have.", "run");
        var noWait = Frame.Option<bool>("--no-wait", "Do not wait for its end.");
        return frame.InAccount(
            "pull",
            "Pull a directory now, and wait for the end. Exit code 1 where it failed or is held.",
            "rollcall ldap pull Office --dry-run --account acme\nrollcall ldap pull Office --release 68719476801",
            (ask, account) => PullAsync(ask, account, LdapCommands.PathOf(ask, account, directory), new PullWish(ask.Parsed.GetValue(dry), ask.Parsed.GetValue(release)), ask.Parsed.GetValue(noWait)),
            directory,
            dry,
            release,
            noWait);
    }

    public static Command Runs(Frame frame)
    {
        var directory = LdapCommands.Named();
        return frame.InAccount(
            "runs",
            "List the latest pulls of a directory.",
            "rollcall ldap runs Office --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.GetAsync($"{LdapCommands.PathOf(ask, account, directory)}/pulls", ApiJson.Readable.PullList, ask.Ct),
                ApiJson.Readable.PullList,
                list => ask.Say.Table(
                    ["RUN", "BEGAN", "STATE", "USERS", "CREATED", "CHANGED", "LOST", "GROUPS", "SKIPPED", "WHY"],
                    list.Items.Select(static r => new[]
                    {
                        r.Id, Plain.Time(r.Asked), r.State, Plain.Number(r.Counts.Users), Plain.Number(r.Counts.Created), Plain.Number(r.Counts.Changed), Plain.Number(r.Counts.Lost),
                        Plain.Number(r.Counts.GroupsChanged), Plain.Number(r.Counts.Skipped), r.Sentence,
                    }))),
            directory);
    }

    public static Command Run(Frame frame)
    {
        var run = new Argument<string>("run") { Description = "Pull, by its number; 'rollcall ldap runs' shows them." };
        return frame.InAccount(
            "run",
            "Show a pull with what it did with single entries, the first thousand.",
            "rollcall ldap run 68719476801 --account acme",
            (ask, account) => ask.ShowAsync(ask.Api.GetAsync($"{account}/pulls/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(run))}", ApiJson.Readable.PullDetail, ask.Ct), ApiJson.Readable.PullDetail, detail =>
            {
                Say(ask, detail.Run);
                if (detail.Entries.Count > 0)
                {
                    ask.Say.Table(["ENTRY", "", "WHY"], detail.Entries.Select(static e => new[] { e.Name, e.What, e.Reason }));
                }
            }),
            run);
    }

    private static async Task<int> PullAsync(Ask ask, string account, string directory, PullWish wish, bool noWait)
    {
        if (await ask.ValueAsync(ask.Api.PostAsync($"{directory}/pulls", wish, ApiJson.Readable.PullWish, ApiJson.Readable.PullView, ask.Ct)) is not { } run)
        {
            return Exit.Failed;
        }

        while (!noWait && run.State is "asked" or "reading" or "applying")
        {
            await Task.Delay(s_pause, ask.Ct);
            if (await ask.ValueAsync(ask.Api.GetAsync($"{account}/pulls/{run.Id}", ApiJson.Readable.PullDetail, ask.Ct)) is not { } detail)
            {
                return Exit.Failed;
            }

            run = detail.Run;
        }

        ask.Show(run, ApiJson.Readable.PullView, r => Say(ask, r));
        return run.State is "failed" or "held" ? Exit.Failed : Exit.Good;
    }

    private static void Say(Ask ask, PullView run) => ask.Say.Facts(
        ("run", run.Id),
        ("state", run.State switch { "dry" => "dry run, nothing was changed", "held" => "held, nothing was changed", "failed" => "failed, nothing was changed", var state => state }),
        ("why", run.Sentence),
        ("read", $"{Plain.Number(run.Counts.Users)} users, {Plain.Number(run.Counts.Groups)} groups"),
        ("users", $"{Plain.Number(run.Counts.Created)} created, {Plain.Number(run.Counts.Changed)} changed, {Plain.Number(run.Counts.Lost)} lost, {Plain.Number(run.Counts.Addresses)} addresses changed"),
        ("groups", $"{Plain.Number(run.Counts.GroupsChanged)} changed, {Plain.Number(run.Counts.MembershipsBegun)} memberships begun, {Plain.Number(run.Counts.MembershipsEnded)} ended"),
        ("left out", $"{Plain.Number(run.Counts.Skipped)} entries, {Plain.Number(run.Counts.UnknownMembers)} members that are no users of this directory"),
        ("asked", $"{Plain.Time(run.Asked)} by {run.Actor}"),
        ("ended", Plain.Time(run.Ended)));
}
