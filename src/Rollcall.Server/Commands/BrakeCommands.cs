using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall brake ...</c></summary>
internal static class BrakeCommands
{
    public static Command Create(Frame frame) => Frame.Group("brake", "Hold a directory back that takes too much away at once.", Show(frame), Set(frame), Release(frame), Decide(frame, "allow"), Decide(frame, "reject"));

    private static Command Show(Frame frame) => frame.InDirectory(
        "show",
        "Show how much a directory may take away within an hour, and what is held.",
        "rollcall brake show --account acme",
        static (ask, directory) => SayAsync(ask, ask.Api.GetAsync(directory + "/brake", ApiJson.Readable.BrakeView, ask.Ct)));

    private static Command Set(Frame frame)
    {
        var mode = Frame.Option<string?>("--mode", "off, alert (let pass, and say so) or hold (hold until somebody decides).", "mode");
        var users = Frame.Number("--most-users", "Users and memberships that may be lost within an hour (10).", "number");
        var percent = Frame.Number("--most-percent", "The same as a share of the directory's users (5); the greater counts.", "percent");
        return frame.InDirectory(
            "set",
            "Set how much a directory may take away within an hour, and what happens beyond it.",
            "rollcall brake set --mode hold --most-users 20 --account acme",
            (ask, directory) => SayAsync(ask, ask.Api.PutAsync(
                directory + "/brake", new BrakeWish(ask.Parsed.GetValue(mode), ask.Parsed.GetValue(users), ask.Parsed.GetValue(percent)), ApiJson.Readable.BrakeWish, ApiJson.Readable.BrakeView, ask.Ct)),
            mode,
            users,
            percent);
    }

    private static Command Release(Frame frame) => frame.InDirectory(
        "release",
        "Let everything pass for an hour; what was held passes when the identity provider sends it again.",
        "rollcall brake release --account acme",
        static (ask, directory) => SayAsync(ask, ask.Api.PostAsync(directory + "/brake/release", ApiJson.Readable.BrakeView, ask.Ct)));

    private static Command Decide(Frame frame, string verb)
    {
        var id = Frame.Optional("held", "What is held, by its number; left out, all of it.");
        return frame.InDirectory(
            verb,
            verb == "allow" ? "Let one held request pass when it is sent again, or all of them." : "Answer one held request, or all of them, with 403 from now on.",
            $"rollcall brake {verb} 68719476801 --account acme",
            (ask, directory) => SayAsync(ask, ask.Api.PostAsync(
                directory + "/brake/held", new HeldWish(verb == "allow" ? "allowed" : "rejected", ask.Parsed.GetValue(id)), ApiJson.Readable.HeldWish, ApiJson.Readable.BrakeView, ask.Ct)),
            id);
    }

    private static Task<int> SayAsync(Ask ask, Task<Reply<BrakeView>> asked) => ask.ShowAsync(asked, ApiJson.Readable.BrakeView, brake =>
    {
        ask.Say.Facts(
            ("mode", brake.Mode),
            ("may be lost", $"{Plain.Number(brake.MostUsers)} within an hour, or {Plain.Number(brake.MostPercent)} % of the users"),
            ("state", brake.State + (brake.Since is { } since ? $" since {Plain.Time(since)}" : "")),
            ("lost", $"{Plain.Number(brake.Losses)} since {Plain.Time(brake.Began)}"),
            ("released", brake.ReleasedUntil is { } until ? $"until {Plain.Time(until)}" : null));
        if (brake.Held.Count > 0)
        {
            ask.Say.Table(
                ["HELD", "WHAT", "NAME", "LOSSES", "VERDICT", "FIRST", "TIMES"],
                brake.Held.Select(static h => new[] { h.Id, h.What, h.Name, Plain.Number(h.Losses), h.Verdict, Plain.Time(h.FirstAsked), Plain.Number(h.Times) }));
        }
    });
}
