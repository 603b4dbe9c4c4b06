using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall why</c>: why is it so, and what to do.</summary>
internal static class WhyCommand
{
    public static Command Create(Frame frame)
    {
        var user = Frame.Optional("user", "User, by user name, address or id. Left out: the question is about the directory or the account.");
        var symptom = Frame.Option<string?>("--symptom", "What is complained of: cannotConnect (the default), enablingRefused, testConnectionFails, notProvisioned or duplicates.", "symptom");
        var directory = Frame.Option<string?>("--directory", "The directory that the question is about, by id or label.", "directory");
        var subdomain = Frame.Option<string?>("--subdomain", "The subdomain that the person typed into the client.", "subdomain");
        return frame.InAccount(
            "why",
            "Explain why a user cannot connect, or another symptom. The answer is the first cause that suffices, with its evidence by journal number and time, and what to do. Exit code 0: nothing blocks; 2: something blocks; 1: could not ask.",
            """
            rollcall why anna@acme.example
            rollcall why anna@acme.example --account acme --json
            rollcall why anna@acme.example --symptom notProvisioned
            rollcall why --account acme --directory 'Entra ID' --symptom testConnectionFails
            """,
            (ask, account) => AskAsync(ask, account, Query.Of(
                ("user", ask.Parsed.GetValue(user)),
                ("symptom", ask.Parsed.GetValue(symptom)),
                ("directory", ask.Parsed.GetValue(directory)),
                ("subdomain", ask.Parsed.GetValue(subdomain)))),
            user,
            symptom,
            directory,
            subdomain);
    }

    private static async Task<int> AskAsync(Ask ask, string account, string query)
    {
        if (await ask.ValueAsync(ask.Api.GetAsync($"{account}/why{query}", ApiJson.Readable.WhyAnswer, ask.Ct)) is not { } answer)
        {
            return Exit.Failed;
        }

        ask.Show(answer, ApiJson.Readable.WhyAnswer, said => WhyText.Write(ask.Say, said, indent: 0));
        return answer.Blocked ? Exit.Blocked : Exit.Good;
    }
}
