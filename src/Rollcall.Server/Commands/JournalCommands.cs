using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall journal ...</c></summary>
internal static class JournalCommands
{
    private const int WaitSeconds = 20;

    public static Command Create(Frame frame) => Frame.Group("journal", "Read and follow the journal of an account.", Tail(frame), Show(frame), Open(frame));

    private static Command Tail(Frame frame)
    {
        var account = Frame.Account();
        var follow = Frame.Option<bool>("--follow", "Go on with what happens, until Ctrl-C.");
        var latest = Frame.Option<int?>("--latest", "About how many commits to look back (20).", "number");
        return frame.Command(
            "tail",
            "Show the last lines of the journal; with --json one line each.",
            "rollcall journal tail --account acme\nrollcall journal tail --account acme --follow",
            ask => TailAsync(ask, ask.Parsed.GetValue(account), ask.Parsed.GetValue(latest) ?? 20, ask.Parsed.GetValue(follow)),
            account,
            follow,
            latest);
    }

    private static async Task<int> TailAsync(Ask ask, string? account, int latest, bool follow)
    {
        if (await ask.AccountAsync(account) is not { } path)
        {
            return Exit.Failed;
        }

        var query = Query.Of(("latest", latest.ToString(CultureInfo.InvariantCulture)), ("limit", "500"));
        while (!ask.Ct.IsCancellationRequested)
        {
            var reply = await ask.Api.GetAsync(path + "/journal" + query, ApiJson.Readable.JournalPage, ask.Ct);
            if (reply is not Reply<JournalPage>.Good(var page))
            {
                return ask.Fail(reply);
            }

            foreach (var item in page.Items)
            {
                Tell(ask, item);
            }

            await ask.Terminal.Out.FlushAsync(ask.Ct);
            if (page.Items.Count == 0 && !follow)
            {
                break;
            }

            query = Query.Of(("after", page.Next.ToString(CultureInfo.InvariantCulture)), ("limit", "500"), ("wait", follow ? WaitSeconds.ToString(CultureInfo.InvariantCulture) : null));
        }

        return Exit.Good;
    }

    private static Command Show(Frame frame)
    {
        var account = Frame.Account();
        var no = new Argument<long>("no") { Description = "The line's number." };
        return frame.Command(
            "show",
            "Show one line, whole.",
            "rollcall journal show 20480 --account acme",
            async ask => await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(
                    ask.Api.GetAsync($"{path}/journal/{ask.Parsed.GetRequiredValue(no).ToString(CultureInfo.InvariantCulture)}", ApiJson.Readable.JournalDetailView, ask.Ct),
                    ApiJson.Readable.JournalDetailView,
                    detail => TellAll(ask.Say, detail)),
            no,
            account);
    }

    private static Command Open(Frame frame)
    {
        var account = Frame.Account();
        var reference = new Argument<string>("reference") { Description = "As the person read it: REF- and twelve letters." };
        return frame.Command(
            "open",
            "Open the reference of a refused admission: the exact reason, and what was true then.",
            "rollcall journal open REF-J642YEAPWFWK --account acme",
            async ask => await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path
                ? Exit.Failed
                : await ask.ShowAsync(
                    ask.Api.GetAsync($"{path}/admissions/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(reference))}", ApiJson.Readable.AdmissionView, ask.Ct),
                    ApiJson.Readable.AdmissionView,
                    admission => ask.Say.Facts(
                        ("reference", admission.Reference),
                        ("at", Plain.Time(admission.At)),
                        ("reason", $"{admission.Decision}: {admission.Sentence}"),
                        ("what to do", admission.Remedy),
                        ("finding", admission.Finding),
                        ("facts", admission.Facts.GetRawText()))),
            reference,
            account);
    }

    private static void Tell(Ask ask, JournalItem item)
    {
        if (ask.Say.IsJson)
        {
            ask.Terminal.Out.WriteLine(JsonSerializer.Serialize(item, ApiJson.Readable.JournalItem));
            return;
        }

        var what = item.Verb.Length == 0 ? "CONNECT" : $"{item.Verb} {item.Route} {item.Status.ToString(CultureInfo.InvariantCulture)}";
        var about = string.Join("  ", new[] { item.Code, item.Subject, item.Text, item.Directory is null ? null : $"'{item.Directory}'", item.Actor == "-" ? null : item.Actor }.Where(static part => !string.IsNullOrEmpty(part)));
        ask.Say.Line($"{item.No.ToString(CultureInfo.InvariantCulture),8}  {Plain.Time(item.At)}  {what}  {about}", item.Status >= 400 || item.Code is not null ? "yellow" : null);
    }

    private static void TellAll(Say say, JournalDetailView detail)
    {
        var item = detail.Item;
        say.Facts(
            ("no", item.No.ToString(CultureInfo.InvariantCulture)),
            ("at", Plain.Time(item.At)),
            ("kind", item.Kind),
            ("request", item.Verb.Length == 0 ? null : $"{item.Verb} {item.Route}{(detail.Query is null ? "" : "?" + detail.Query)}"),
            ("status", item.Status == 0 ? null : item.Status.ToString(CultureInfo.InvariantCulture)),
            ("code", item.Code),
            ("actor", item.Actor),
            ("directory", item.Directory),
            ("subject", item.Subject),
            ("text", item.Text),
            ("effects", detail.Effects),
            ("caused by", detail.Cause?.ToString(CultureInfo.InvariantCulture)),
            ("tolerated", detail.Tolerances),
            ("found", detail.Count is > 0 ? detail.Count?.ToString(CultureInfo.InvariantCulture) : null),
            ("ids", detail.Ids is { Count: > 0 } ids ? string.Join(' ', ids) : null),
            ("took", detail.Micros is { } micros ? $"{micros.ToString(CultureInfo.InvariantCulture)} microseconds" : null),
            ("body", detail.Request?.GetRawText()),
            ("before", detail.Before?.GetRawText()),
            ("after", detail.After?.GetRawText()),
            ("facts", detail.Facts?.GetRawText()));
    }
}
