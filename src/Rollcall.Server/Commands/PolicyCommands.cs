using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall license policy</c>, <c>cover</c> and <c>uncover</c>: whom licenses cover.</summary>
internal static class PolicyCommands
{
    public static Command Policy(Frame frame)
    {
        var policy = Frame.Optional("policy", "all (every user) or selected (only those covered); left out, the present policy is shown.");
        var change = new ChangeOptions();
        return frame.InAccount(
            "policy",
            "Show whom licenses cover, or let them cover all users or only those selected.",
            """
            rollcall license policy --account acme
            rollcall license policy selected --account acme --preview
            """,
            (ask, account) => ask.Parsed.GetValue(policy) is { } wanted
                ? ChangeAsync(ask, account, change, before => before with { Policy = wanted })
                : ShownAsync(ask, ask.Api.GetAsync(PathOf(account), ApiJson.Readable.PolicyView, ask.Ct)),
            [policy, .. change.All]);
    }

    public static Command Cover(Frame frame)
    {
        var priority = Frame.Option<bool>("--priority", "They go before others in the queue, under either policy.");
        return Named(
            frame,
            "cover",
            "Cover users, groups and system groups; they count under the policy 'selected'.",
            """
            rollcall license cover --group Staff --account acme --preview
            rollcall license cover --user ada@acme.example --system ldap --priority --account acme
            """,
            (before, who, ask) => With(before, who, ask.Parsed.GetValue(priority)),
            priority);
    }

    public static Command Uncover(Frame frame) => Named(
        frame,
        "uncover",
        "Cover users, groups and system groups no more.",
        "rollcall license uncover --group Staff --account acme",
        static (before, who, _) => Without(before, who));

    /// <summary>Says what a change would do.</summary>
    public static Task<int> PreviewAsync(Ask ask, string account, PreviewWish wish) => ask.ShowAsync(
        ask.Api.PostAsync($"{account}/licenses/preview", wish, ApiJson.Readable.PreviewWish, ApiJson.Readable.PreviewView, ask.Ct),
        ApiJson.Readable.PreviewView,
        preview =>
        {
            ask.Say.Facts(("assigned then", Plain.Number(preview.Assigned)), ("waiting then", Plain.Number(preview.Waiting)), ("would gain", Plain.Number(preview.Gaining)), ("would lose", Plain.Number(preview.Losing)));
            if (preview.Gain.Count + preview.Lose.Count > 0)
            {
                ask.Say.Table(["", "USER", "ADDRESS"], [.. preview.Gain.Select(static u => Row("gains", u)), .. preview.Lose.Select(static u => Row("loses", u))]);
            }

            ask.Say.Aside($"Nothing was changed. The same command with --expect {preview.Mark} in place of --preview does exactly this, or nothing.");
        });

    private static Command Named(Frame frame, string name, string description, string examples, Func<PolicyView, Who, Ask, PolicyView?> change, params IReadOnlyList<Symbol> symbols)
    {
        var users = Frame.Option<string[]>("--user", "User, by id, user name or address; may be given often.", "user");
        var groups = Frame.Option<string[]>("--group", "Group, by id or name; may be given often.", "group");
        var systems = Frame.Option<string[]>("--system", "All users led by directories of a kind: scim, ldap or builtin.", "kind");
        var options = new ChangeOptions();
        return frame.InAccount(
            name,
            description,
            examples,
            (ask, account) =>
            {
                var who = new Who(ask.Parsed.GetValue(users) ?? [], ask.Parsed.GetValue(groups) ?? [], ask.Parsed.GetValue(systems) ?? []);
                return ChangeAsync(ask, account, options, before => change(before, who, ask));
            },
            [users, groups, systems, .. symbols, .. options.All]);
    }

    private static async Task<int> ChangeAsync(Ask ask, string account, ChangeOptions options, Func<PolicyView, PolicyView?> change)
    {
        if (await ask.ValueAsync(ask.Api.GetAsync(PathOf(account), ApiJson.Readable.PolicyView, ask.Ct)) is not { } before)
        {
            return Exit.Failed;
        }

        if (change(before) is not { } after)
        {
            return ask.Say.Refuse(NoAnswer.Of("nobodyNamed", "Nobody was named who is not that already.", "Name users, groups or system groups; 'rollcall license policy' shows whom the policy names."));
        }

        var wish = new PolicyWish(before.Version, after.Policy, after.Users, after.Groups, after.SystemGroups, ask.Parsed.GetValue(options.Expect));
        return ask.Parsed.GetValue(options.Preview)
            ? await PreviewAsync(ask, account, new PreviewWish(Policy: wish))
            : await ShownAsync(ask, ask.Api.PutAsync(PathOf(account), wish, ApiJson.Readable.PolicyWish, ApiJson.Readable.PolicyView, ask.Ct));
    }

    private static PolicyView? With(PolicyView before, Who who, bool priority)
    {
        if (who.IsNobody)
        {
            return null;
        }

        var left = Without(before, who) ?? before;
        return left with
        {
            Users = [.. left.Users, .. who.Users.Select(name => Entry(name, priority))],
            Groups = [.. left.Groups, .. who.Groups.Select(name => Entry(name, priority))],
            SystemGroups = [.. left.SystemGroups, .. who.Systems.Select(name => new CoveredSystem(name, priority))],
        };
    }

    /// <summary>The policy without those named; null where it names none of them.</summary>
    private static PolicyView? Without(PolicyView before, Who who)
    {
        var after = before with
        {
            Users = [.. before.Users.Where(u => !Is(u, who.Users))],
            Groups = [.. before.Groups.Where(g => !Is(g, who.Groups))],
            SystemGroups = [.. before.SystemGroups.Where(s => !who.Systems.Contains(s.Name, StringComparer.OrdinalIgnoreCase))],
        };
        return (after.Users.Count, after.Groups.Count, after.SystemGroups.Count) == (before.Users.Count, before.Groups.Count, before.SystemGroups.Count) ? null : after;
    }

    private static bool Is(CoveredEntry entry, string[] names) => names.Contains(entry.Id, StringComparer.OrdinalIgnoreCase) || names.Contains(entry.Name, StringComparer.OrdinalIgnoreCase);

    private static CoveredEntry Entry(string name, bool priority) => new(null, name, priority);

    private static Task<int> ShownAsync(Ask ask, Task<Reply<PolicyView>> asked) => ask.ShowAsync(asked, ApiJson.Readable.PolicyView, policy =>
    {
        ask.Say.Facts(("covers", policy.Policy == "all" ? "everybody" : "those selected"), ("being carried out", policy.Running ? "yes" : null), ("version", Plain.Number(policy.Version)));
        var rows = Rows("user", policy.Users).Concat(Rows("group", policy.Groups)).Concat(policy.SystemGroups.Select(static s => new[] { "system", s.Name, Favor(s.Priority), "" })).ToList();
        if (rows.Count > 0)
        {
            ask.Say.Table(["SELECTED", "NAME", "PRIORITY", "ID"], rows);
        }
    });

    private static IEnumerable<string[]> Rows(string kind, IReadOnlyList<CoveredEntry> entries) => entries.Select(e => new[] { kind, e.Name ?? "", Favor(e.Priority), e.Id ?? "" });

    private static string Favor(bool priority) => priority ? "yes" : "";

    private static string[] Row(string what, PreviewUser user) => [what, user.UserName, user.Email ?? ""];

    private static string PathOf(string account) => $"{account}/licenses/policy";

    private sealed record Who(string[] Users, string[] Groups, string[] Systems)
    {
        public bool IsNobody => Users.Length + Groups.Length + Systems.Length == 0;
    }
}
