using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall journal ...</c></summary>
internal static class JournalCommands
{
    private const int UsualLines = 20;
    private const int WaitSeconds = 25;

    public static Command Create(Frame frame) => Frame.Group("journal", "Read what happened: exchanges, changes, admissions.", Tail(frame), Show(frame));

    private static Command Tail(Frame frame)
    {
        var follow = Frame.Option<bool>("--follow", "Go on with what happens, as it happens, until Ctrl-C.");
        var lines = Frame.Number("--lines", $"About how many of the last to begin with ({UsualLines}; 0 with --follow: only what is new).", "number");
        var after = Frame.Option<string?>("--after", "Begin after this number instead.", "number");
        return frame.InAccount(
            "tail",
            "Show the last lines of an account's journal; --follow goes on. With --json one object a line.",
            "rollcall journal tail --account acme\nrollcall journal tail --account acme --follow\nrollcall journal tail --account acme --follow --json | jq -r 'select(.status >= 400).text'",
            (ask, account) => TailAsync(ask, account, ask.Parsed.GetValue(follow), ask.Parsed.GetValue(lines) ?? UsualLines, ask.Parsed.GetValue(after)),
            follow,
            lines,
            after);
    }

    private static async Task<int> TailAsync(Ask ask, string account, bool follow, int lines, string? after)
    {
        var from = (after, lines) switch
        {
            ({ } no, _) => ("after", no),
            (null, <= 0) => ("after", "end"),
            _ => ("latest", Number(lines)),
        };
        for (var isFirst = true; ; isFirst = false)
        {
            var query = Query.Of(from, ("limit", "1000"), ("wait", follow && !isFirst ? Number(WaitSeconds) : null));
            try
            {
                if (await ask.ValueAsync(ask.Api.GetAsync($"{account}/journal{query}", ApiJson.Readable.JournalPage, ask.Ct)) is not { } page)
                {
                    return Exit.Failed;
                }

                Say(ask, page.Items);
                from = ("after", Number(page.Next));
                if (page.Items.Count == 0 && !follow)
                {
                    return Exit.Good;
                }
            }
            catch (OperationCanceledException) when (follow)
            {
                // Ctrl-C is how one stops following.
                return Exit.Good;
            }
        }
    }

    private static void Say(Ask ask, IReadOnlyList<JournalItem> items)
    {
        foreach (var item in items)
        {
            if (ask.Say.IsJson)
            {
                ask.Say.JsonLine(item, ApiJson.Readable.JournalItem);
            }
            else
            {
                ask.Say.Line(Text(item), item.Status >= 400 || (item.Kind == "admission" && item.Code is not null) ? "red" : null);
            }
        }

        ask.Terminal.Out.Flush();
    }

    private static string Text(JournalItem item)
    {
        var by = item.Directory is null ? item.Actor : $"{item.Directory} {item.Actor}";
        var request = item.Verb.Length == 0 || item.Status == 0 ? "" : $"{item.Verb} {item.Status}  ";
        var about = item.Subject is null ? "" : $"{item.Subject}: ";
        return $"#{Number(item.No)}  {Plain.Time(item.At)}  {item.Kind,-14}  {by}  {request}{about}{item.Text}{(item.Code is null ? "" : $" ({item.Code})")}";
    }

    private static Command Show(Frame frame)
    {
        var number = new Argument<string>("no") { Description = "The number of a line; 'rollcall journal tail' and every explanation show them." };
        return frame.InAccount(
            "show",
            "Show one line of the journal with all that is kept of it.",
            "rollcall journal show 61441 --account acme",
            (ask, account) => ShowAsync(ask, account, ask.Parsed.GetRequiredValue(number)),
            number);
    }

    private static async Task<int> ShowAsync(Ask ask, string account, string number)
    {
        // As it is printed, with its sign, or bare.
        return long.TryParse(number.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var no)
            ? await ask.ShowAsync(
                ask.Api.GetAsync($"{account}/journal/{Number(no)}", ApiJson.Readable.JournalDetailView, ask.Ct), ApiJson.Readable.JournalDetailView, detail => Say(ask, detail))
            : ask.Say.Refuse(NoAnswer.Of("badOption", $"'{number}' is no number of a line.", "Give it as 'rollcall journal tail' shows it, such as 61441."));
    }

    private static void Say(Ask ask, JournalDetailView detail)
    {
        var item = detail.Item;
        ask.Say.Line(item.Text, "bold");
        ask.Say.Facts(
            ("number", Number(item.No)),
            ("time", item.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)),
            ("kind", item.Kind),
            ("request", item.Verb.Length == 0 ? null : $"{item.Verb} {item.Route}{(detail.Query is null ? "" : "?" + detail.Query)}"),
            ("status", item.Status == 0 ? null : Number(item.Status)),
            ("code", item.Code),
            ("by", item.Actor),
            ("directory", item.Directory),
            ("about", item.Subject),
            ("effects", detail.Effects),
            ("cause", detail.Cause is { } cause ? $"#{Number(cause)}" : null),
            ("count", detail.Count is { } count ? Number(count) : null),
            ("ids", detail.Ids is null ? null : string.Join(' ', detail.Ids)),
            ("tolerated", detail.Tolerances),
            ("took", detail.Micros is { } micros ? $"{Number(micros)} us" : null));
        SayJson(ask, "request body", detail.Request);
        SayJson(ask, "before", detail.Before);
        SayJson(ask, "after", detail.After);
        SayJson(ask, "facts", detail.Facts);
    }

    private static void SayJson(Ask ask, string name, JsonElement? value)
    {
        if (value is not { } json)
        {
            return;
        }

        ask.Say.Line(name, "dim");
        ask.Say.Json(json, ApiJson.Readable.JsonElement);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
