using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall license ...</c></summary>
internal static class LicenseCommands
{
    public static Command Create(Frame frame) => Frame.Group("license", "Show and set what was bought.", Show(frame), Set(frame));

    private static Command Show(Frame frame)
    {
        var account = Frame.Account();
        return frame.Command(
            "show",
            "Show total, assigned, free and waiting.",
            "rollcall license show --account acme",
            ask => OneAsync(ask, account, path => ask.Api.GetAsync(path, ApiJson.Readable.LicensesView, ask.Ct)),
            account);
    }

    private static Command Set(Frame frame)
    {
        var account = Frame.Account();
        var total = Frame.Option<int>("--total", "How many licenses there are, 0 to 10,000,000.", "number");
        total.Required = true;
        var starts = Frame.Option<DateTimeOffset?>("--starts", "First moment in force, as 2026-12-01T00:00:00Z (at once).", "time");
        var ends = Frame.Option<DateTimeOffset?>("--ends", "First moment after it (never).", "time");
        return frame.Command(
            "set",
            "Set what was bought. Lowering the total takes licenses from those assigned last.",
            "rollcall license set --account acme --total 25\nrollcall license set --account acme --total 25 --ends 2027-01-01T00:00:00Z",
            ask => OneAsync(ask, account, path => ask.Api.PutAsync(
                path,
                new LicensesWish(ask.Parsed.GetRequiredValue(total), ask.Parsed.GetValue(starts), ask.Parsed.GetValue(ends)),
                ApiJson.Readable.LicensesWish,
                ApiJson.Readable.LicensesView,
                ask.Ct)),
            account,
            total,
            starts,
            ends);
    }

    private static async Task<int> OneAsync(Ask ask, Option<string> account, Func<string, Task<Reply<LicensesView>>> request) =>
        await ask.AccountAsync(ask.Parsed.GetValue(account)) is not { } path
            ? Exit.Failed
            : await ask.ShowAsync(request(path + "/licenses"), ApiJson.Readable.LicensesView, l => ask.Say.Facts(
                ("total", Number(l.Total)),
                ("assigned", Number(l.Assigned)),
                ("free", Number(l.Free)),
                ("waiting", Number(l.Waiting)),
                ("in force", l.InForce ? "yes" : "no"),
                ("starts", Plain.Time(l.Starts)),
                ("ends", Plain.Time(l.Ends)),
                ("covers", l.Policy == "all" ? "every user" : "selected users and groups")));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
