using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary>An explanation as people read it: answer, evidence, remedy, then what follows from it and what else was seen.</summary>
internal static class WhyText
{
    private const int Step = 2;

    /// <summary>Writes it.</summary>
    /// <param name="say">Where to.</param>
    /// <param name="why">What to write.</param>
    /// <param name="indent">How many spaces stand before each line.</param>
    public static void Write(Say say, WhyAnswer why, int indent)
    {
        say.Line(why.Sentence, why.Blocked ? "bold red" : "bold green", indent);
        if (why.Answer is { } answer)
        {
            say.Line($"{answer.Code}, {Side(answer.Side)}", null, indent);
        }

        Evidence(say, why.Answer is null ? "Proof" : "Evidence", why.Proof, indent);
        Remedy(say, why.Answer, indent);
        Others(say, "Follows from it, and goes with it", why.Consequences, indent);
        Others(say, "Also seen", why.AlsoSeen, indent);
        if (why.NotDecidedHere is { } elsewhere)
        {
            say.Line("Not decided here", "dim", indent);
            say.Line(elsewhere, null, indent + Step);
        }
    }

    private static void Evidence(Say say, string heading, IReadOnlyList<EvidenceView> evidence, int indent)
    {
        if (evidence.Count > 0)
        {
            say.Line(heading, "dim", indent);
        }

        foreach (var item in evidence)
        {
            say.Line(Text(item), null, indent + Step);
        }
    }

    private static void Remedy(Say say, FindingView? answer, int indent)
    {
        if (answer is null)
        {
            return;
        }

        say.Line("What to do", "dim", indent);
        say.Line(answer.Remedy, null, indent + Step);
        if (answer.Command is { } command)
        {
            say.Command(command, indent + Step);
        }
    }

    private static void Others(Say say, string heading, IReadOnlyList<FindingView> findings, int indent)
    {
        if (findings.Count > 0)
        {
            say.Line(heading, "dim", indent);
        }

        foreach (var finding in findings)
        {
            say.Line($"{finding.Code} {finding.Sentence}", null, indent + Step);
        }
    }

    private static string Text(EvidenceView item)
    {
        var number = item.JournalNo is { } no ? $"journal #{no.ToString(CultureInfo.InvariantCulture)}  " : "";
        var time = item.At is { } at ? $"{Plain.Time(at)}  " : "";
        return number + time + item.Text;
    }

    private static string Side(string side) => side switch
    {
        "identityProvider" => "on the identity provider's side",
        "rollcall" => "on Rollcall's side",
        "client" => "on the client's side",
        _ => "on nobody's side",
    };
}
