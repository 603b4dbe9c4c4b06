using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall why USER</c>: answer, evidence, remedy; the exit code says whether something blocks.</summary>
internal static class WhyCommand
{
    private const string Examples = """
        rollcall why anna@example.com --account acme
        rollcall why anna@example.com --account acme --json | jq -r .answer.code
        rollcall why --symptom testConnectionFails --directory 'Entra ID' --account acme
        rollcall why anna@example.com && echo 'nothing blocks'       exit code: 0 nothing blocks, 2 something blocks, 1 could not ask
        """;

    public static Command Create(Frame frame)
    {
        var user = new Argument<string?>("user") { Description = "User name, address or id; none where the question is about a directory.", Arity = ArgumentArity.ZeroOrOne };
        var (account, directory) = (Frame.Account(), Frame.Option<string>("--directory", "Directory, where the question is about one.", "directory"));
        var symptom = Frame.Option<string>("--symptom", "cannotConnect (default), enablingRefused, testConnectionFails, notProvisioned or duplicates.", "symptom");
        var subdomain = Frame.Option<string>("--subdomain", "The subdomain that the client was given.", "subdomain");
        return frame.Command(
            "why",
            "Why can this user not connect? The first cause that suffices, what shows it, and what to do.",
            Examples,
            async ask =>
            {
                if (await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path)
                {
                    return Exit.Failed;
                }

                var query = Query.Of(
                    ("user", ask.Parsed.GetValue(user)),
                    ("symptom", ask.Parsed.GetValue(symptom)),
                    ("directory", ask.Parsed.GetValue(directory)),
                    ("subdomain", ask.Parsed.GetValue(subdomain)));
                var reply = await ask.Api.GetAsync(path + "/why" + query, ApiJson.Readable.WhyAnswer, ask.Ct);
                if (reply is not Reply<WhyAnswer>.Good(var answer))
                {
                    return ask.Fail(reply);
                }

                ask.Show(answer, ApiJson.Readable.WhyAnswer, said => Tell(ask.Say, said));
                return answer.Blocked ? Exit.Blocked : Exit.Good;
            },
            user,
            account,
            symptom,
            directory,
            subdomain);
    }

    /// <summary>Says an explanation.</summary>
    public static void Tell(Say say, WhyAnswer said)
    {
        say.Line((said.Answer is { } answer ? answer.Code + "  " : "") + said.Sentence, said.Blocked ? "bold red" : "bold green");
        if (said.Answer is { } found)
        {
            say.Line();
            say.Line($"What to do ({SideOf(found.Side)})", "bold");
            say.Line("  " + found.Remedy);
            if (found.Command is { } command)
            {
                say.Line("  $ " + command, "cyan");
            }
        }

        say.Line();
        say.Line("What shows it", "bold");
        Show(say, said.Proof);
        Others(say, "What follows from it, and goes with it", said.Consequences);
        Others(say, "Also seen", said.AlsoSeen);
        if (said.NotDecidedHere is { } elsewhere)
        {
            say.Line();
            say.Line("Not decided here", "bold");
            say.Line("  " + elsewhere);
        }
    }

    private static void Others(Say say, string head, IReadOnlyList<FindingView> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        say.Line();
        say.Line(head, "bold");
        foreach (var finding in findings)
        {
            say.Line($"  {finding.Code}  {finding.Sentence}", finding.Weight == "blocks" ? "red" : "yellow");
        }
    }

    private static void Show(Say say, IReadOnlyList<EvidenceView> evidence)
    {
        foreach (var one in evidence)
        {
            var place = string.Join(' ', new[] { one.JournalNo is { } no ? $"journal {no}" : null, one.At is null ? null : Plain.Time(one.At) }.OfType<string>());
            say.Line(place.Length == 0 ? "  " + one.Text : $"  [{place}] {one.Text}");
        }
    }

    private static string SideOf(string side) => side switch
    {
        "identityProvider" => "at the identity provider",
        "rollcall" => "here",
        "client" => "at the person's device",
        _ => "nothing need be done",
    };
}
