using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall license ...</c></summary>
internal static class LicenseCommands
{
    public static Command Create(Frame frame) => Frame.Group(
        "license", "Show and set how many licenses an account has and whom they cover.", Show(frame), Set(frame), PolicyCommands.Policy(frame), PolicyCommands.Cover(frame), PolicyCommands.Uncover(frame), DuplicateCommands.Move(frame));

    private static Command Show(Frame frame) => frame.InAccount(
        "show",
        "Show total, assigned, free and waiting.",
        "rollcall license show --account acme",
        static (ask, account) => OneAsync(ask, ask.Api.GetAsync($"{account}/licenses", ApiJson.Readable.LicensesView, ask.Ct)));

    private static Command Set(Frame frame)
    {
        var total = Frame.Number("--total", "How many were bought. Lowering it takes licenses from those assigned last.", "number");
        var starts = Frame.Option<string?>("--starts", "First day or moment in force, in UTC, or none.", "time");
        var ends = Frame.Option<string?>("--ends", "First day or moment no more in force, in UTC, or none.", "time");
        var change = new ChangeOptions();
        return frame.InAccount(
            "set",
            "Set total and dates; what is left out stays. Who waited longest receives what becomes free in the same moment.",
            """
            rollcall license set --account acme --total 20
            rollcall license set --account acme --starts 2027-01-01 --ends 2028-01-01
            rollcall license set --account acme --ends none
            rollcall license set --account acme --total 10 --preview
            """,
            (ask, account) => ask.Parsed.GetValue(change.Preview)
                ? PolicyCommands.PreviewAsync(ask, account, new PreviewWish(ask.Parsed.GetValue(total)))
                : SetAsync(ask, account, ask.Parsed.GetValue(total), ask.Parsed.GetValue(starts), ask.Parsed.GetValue(ends), ask.Parsed.GetValue(change.Expect)),
            [total, starts, ends, .. change.All]);
    }

    private static async Task<int> SetAsync(Ask ask, string account, int? total, string? starts, string? ends, string? expect)
    {
        var path = $"{account}/licenses";
        if (await ask.ValueAsync(ask.Api.GetAsync(path, ApiJson.Readable.LicensesView, ask.Ct)) is not { } before)
        {
            return Exit.Failed;
        }

        if (!Read(starts, before.Starts, out var from) || !Read(ends, before.Ends, out var until))
        {
            return ask.Say.Refuse(NoAnswer.Of("badOption", "--starts and --ends are dates such as 2027-01-01, moments such as 2027-01-01T08:00:00Z, or none.", "Correct the option; nothing was changed."));
        }

        var wish = new LicensesWish(total ?? (int)before.Total, from, until, expect);
        return await OneAsync(ask, ask.Api.PutAsync(path, wish, ApiJson.Readable.LicensesWish, ApiJson.Readable.LicensesView, ask.Ct));
    }

    private static bool Read(string? text, DateTimeOffset? before, out DateTimeOffset? moment)
    {
        moment = before;
        if (text is null)
        {
            return true;
        }

        var isNone = text.Equals("none", StringComparison.OrdinalIgnoreCase);
        var isMoment = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read);
        moment = isNone ? null : read;
        return isNone || isMoment;
    }

    private static Task<int> OneAsync(Ask ask, Task<Reply<LicensesView>> asked) => ask.ShowAsync(asked, ApiJson.Readable.LicensesView, l => ask.Say.Facts(
        ("total", Plain.Number(l.Total)),
        ("assigned", Plain.Number(l.Assigned)),
        ("free", Plain.Number(l.Free)),
        ("waiting", Plain.Number(l.Waiting)),
        ("in force", l.InForce ? "yes" : "no"),
        ("starts", Plain.Time(l.Starts)),
        ("ends", Plain.Time(l.Ends)),
        ("covers", l.Policy == "all" ? "everybody" : "those selected")));}
