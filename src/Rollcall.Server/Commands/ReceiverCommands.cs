using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall receiver ...</c></summary>
internal static class ReceiverCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "receiver",
        "Tell other programs of changes: by push, by poll, or by webhook.",
        CreateOne(frame),
        List(frame),
        One(frame, "show", "Show a receiver with its place and its last failure.", static (ask, path) => OneAsync(ask, ask.Api.GetAsync(path, ApiJson.Readable.ReceiverView, ask.Ct))),
        Test(frame),
        One(frame, "pause", "Send it nothing until it is resumed; events wait.", static (ask, path) => OneAsync(ask, ask.Api.PostAsync($"{path}/pause", ApiJson.Readable.ReceiverView, ask.Ct))),
        Resume(frame),
        One(frame, "delete", "Delete a receiver; what it was not told it will not be told.", static (ask, path) => ask.ShowAsync(
            ask.Api.DeleteAsync(path, ApiJson.Readable.ReceiverView, ask.Ct), ApiJson.Readable.ReceiverView, gone => ask.Say.Line($"{gone.Label} is told nothing any more."))),
        Deliveries(frame));

    private static Command CreateOne(Frame frame)
    {
        var label = new Argument<string>("label") { Description = "What people read; unique within the account." };
        var push = Frame.Option<string?>("--push", "URL that signed tokens are posted to (RFC 8935).", "url");
        var webhook = Frame.Option<string?>("--webhook", "URL that signed JSON is posted to (Standard Webhooks).", "url");
        var poll = Frame.Option<bool>("--poll", "The receiver asks for its tokens itself (RFC 8936).");
        var events = Frame.Option<string?>("--events", "Which it wants: some of create,patch,put,delete,activate,deactivate (all).", "kinds");
        var full = Frame.Option<bool>("--full", "Send data, and not only the names of attributes.");
        var audience = Frame.Option<string?>("--audience", "What tokens name as aud (the URL, or the receiver's id).", "text");
        var bearer = Frame.Option<string?>("--bearer-token", "What a push receiver asks to be shown.", "token");
        var beginning = Frame.Option<bool>("--from-beginning", "Begin with the first change that the journal knows, and not with the next.");
        return frame.InAccount(
            "create",
            "Create a receiver; its secret is shown this once. Exactly one of --push, --webhook and --poll says how it is told.",
            "rollcall receiver create siem --poll\nrollcall receiver create desk --webhook https://hooks.example.com/rollcall --events deactivate,delete\nrollcall receiver create replica --push https://scim.example.com/events --full --account acme",
            (ask, account) => CreateAsync(ask, account, new ReceiverWish(
                ask.Parsed.GetRequiredValue(label),
                ask.Parsed.GetValue(push) is not null ? "push" : ask.Parsed.GetValue(webhook) is not null ? "webhook" : "poll",
                ask.Parsed.GetValue(push) ?? ask.Parsed.GetValue(webhook),
                ask.Parsed.GetValue(audience),
                ask.Parsed.GetValue(events)?.Split(',', StringSplitOptions.TrimEntries),
                ask.Parsed.GetValue(full),
                ask.Parsed.GetValue(bearer),
                ask.Parsed.GetValue(beginning)), Ways(ask, push, webhook, poll)),
            label,
            push,
            webhook,
            poll,
            events,
            full,
            audience,
            bearer,
            beginning);
    }

    private static int Ways(Ask ask, Option<string?> push, Option<string?> webhook, Option<bool> poll) =>
        (ask.Parsed.GetValue(push) is null ? 0 : 1) + (ask.Parsed.GetValue(webhook) is null ? 0 : 1) + (ask.Parsed.GetValue(poll) ? 1 : 0);

    private static Task<int> CreateAsync(Ask ask, string account, ReceiverWish wish, int ways)
    {
        if (ways != 1)
        {
            return Task.FromResult(ask.Say.Refuse(NoAnswer.Of("badOption", "A receiver is told in one way.", "Give exactly one of --push URL, --webhook URL and --poll.")));
        }

        return ask.ShowAsync(
            ask.Api.PostAsync($"{account}/receivers", wish, ApiJson.Readable.ReceiverWish, ApiJson.Readable.IssuedReceiverView, ask.Ct),
            ApiJson.Readable.IssuedReceiverView,
            issued =>
            {
                ask.Say.Facts((issued.About.Kind == "poll" ? "key" : "secret", issued.Secret));
                Say(ask, issued.About);
                if (issued.Secret is not null)
                {
                    ask.Say.Aside($"The {(issued.About.Kind == "poll" ? "key" : "secret")} is shown this once.");
                }
            });
    }

    private static Command List(Frame frame) => frame.InAccount(
        "list",
        "List the receivers of an account.",
        "rollcall receiver list --account acme",
        static (ask, account) => ask.ShowAsync(
            ask.Api.GetAsync($"{account}/receivers", ApiJson.Readable.ReceiverList, ask.Ct),
            ApiJson.Readable.ReceiverList,
            list => ask.Say.Table(
                ["LABEL", "KIND", "STATE", "DELIVERED", "LAST", "FAILURES", "LAST ERROR", "ID"],
                list.Items.Select(static r => new[]
                {
                    r.Label, r.Kind, r.State, r.Delivered.ToString(System.Globalization.CultureInfo.InvariantCulture), Plain.Time(r.LastDelivered),
                    r.Failures.ToString(System.Globalization.CultureInfo.InvariantCulture), r.LastError ?? "", r.Id,
                }))));

    private static Command Test(Frame frame) => One(
        frame,
        "test",
        "Send a signed test event and say what came back. Exit code 2 where the receiver did not take it.",
        static async (ask, path) =>
        {
            if (await ask.ValueAsync(ask.Api.PostAsync($"{path}/test", ApiJson.Readable.ReceiverTest, ask.Ct)) is not { } test)
            {
                return Exit.Failed;
            }

            ask.Show(test, ApiJson.Readable.ReceiverTest, t => ask.Say.Line(t.Taken ? $"Taken: {t.Status} in {t.Milliseconds} ms." : $"Not taken: {t.Error}", t.Taken ? "green" : "red"));
            return test.Taken ? Exit.Good : Exit.Blocked;
        });

    private static Command Resume(Frame frame)
    {
        var skip = Frame.Option<bool>("--skip", "Leave out what has waited, and go on with the next change.");
        return One(
            frame,
            "resume",
            "Go on with the first event that it has not taken.",
            (ask, path) => OneAsync(ask, ask.Api.PostAsync(
                $"{path}/resume", new ResumeWish(ask.Parsed.GetValue(skip)), ApiJson.Readable.ResumeWish, ApiJson.Readable.ReceiverView, ask.Ct)),
            skip);
    }

    private static Command Deliveries(Frame frame)
    {
        var limit = Frame.Number("--limit", "How many at most, 1 to 1000 (50).", "number");
        return One(
            frame,
            "deliveries",
            "List the latest deliveries to a receiver, newest first. NO is the line of 'rollcall journal show'.",
            (ask, path) => ask.ShowAsync(
                ask.Api.GetAsync($"{path}/deliveries{(ask.Parsed.GetValue(limit) is { } most ? $"?limit={most}" : "")}", ApiJson.Readable.DeliveryList, ask.Ct),
                ApiJson.Readable.DeliveryList,
                list => ask.Say.Table(
                    ["NO", "AT", "ATTEMPTS", "STATUS", "ERROR"],
                    list.Items.Select(static d => new[]
                    {
                        d.No.ToString(System.Globalization.CultureInfo.InvariantCulture), Plain.Time(d.At), d.Attempts.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        d.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? (d.Error is null ? "acknowledged" : ""), d.Error ?? "",
                    }))),
            limit);
    }

    /// <summary>A command about one receiver; what it does gets the receiver's path.</summary>
    private static Command One(Frame frame, string name, string description, Func<Ask, string, Task<int>> act, params IReadOnlyList<Symbol> symbols)
    {
        var receiver = new Argument<string>("receiver") { Description = "Receiver, by id or label." };
        return frame.InAccount(
            name,
            description,
            $"rollcall receiver {name} siem --account acme",
            (ask, account) => act(ask, $"{account}/receivers/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(receiver))}"),
            [receiver, .. symbols]);
    }

    private static Task<int> OneAsync(Ask ask, Task<Reply<ReceiverView>> asked) => ask.ShowAsync(asked, ApiJson.Readable.ReceiverView, r => Say(ask, r));

    private static void Say(Ask ask, ReceiverView r) => ask.Say.Facts(
        ("label", r.Label),
        ("kind", r.Kind),
        ("state", r.State),
        ("url", r.Url),
        ("audience", r.Audience),
        ("keys", r.KeysUrl),
        ("events", string.Join(", ", r.Events) + (r.Full ? ", with data" : "")),
        ("delivered", r.Delivered == 0 ? null : r.Delivered.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("last delivered", Plain.Time(r.LastDelivered)),
        ("failing since", Plain.Time(r.FailingSince)),
        ("next try", Plain.Time(r.NextTry)),
        ("last error", r.LastError),
        ("created", Plain.Time(r.Created)),
        ("id", r.Id));
}
