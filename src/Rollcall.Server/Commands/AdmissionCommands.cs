using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall admission ...</c></summary>
internal static class AdmissionCommands
{
    public static Command Create(Frame frame) => Frame.Group("admission", "Open the reference of a refused client.", Show(frame));

    private static Command Show(Frame frame)
    {
        var reference = new Argument<string>("reference") { Description = "What the person was shown: REF- and twelve letters." };
        return frame.InAccount(
            "show",
            "Show the exact reason of a refusal, with what was true at that moment.",
            "rollcall admission show REF-7K3M9QWX2B4D --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.GetAsync($"{account}/admissions/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(reference))}", ApiJson.Readable.AdmissionView, ask.Ct),
                ApiJson.Readable.AdmissionView,
                view => Say(ask, view)),
            reference);
    }

    private static void Say(Ask ask, AdmissionView view)
    {
        ask.Say.Line(view.Sentence, "bold");
        ask.Say.Facts(
            ("reference", view.Reference),
            ("asked", Plain.Time(view.At)),
            ("decision", view.Decision),
            ("remedy", view.Remedy),
            ("finding", view.Finding),
            ("journal", $"#{view.JournalNo}"),
            ("facts", view.Facts.GetRawText()));
    }
}
