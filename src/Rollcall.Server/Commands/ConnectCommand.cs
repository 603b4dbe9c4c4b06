using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall connect</c>: asks as a client does, or as a gateway with its key.</summary>
internal static class ConnectCommand
{
    private const string Variable = "ROLLCALL_GATEWAY_KEY";

    public static Command Create(Frame frame)
    {
        var email = new Argument<string>("email") { Description = "The address of the person who wants to connect." };
        var subdomain = Frame.Option<string?>("--subdomain", "The organisation's subdomain, as the person typed it.", "subdomain");
        var device = Frame.Option<string?>("--device", "The key of the device.", "device");
        var gateway = Frame.Option<string?>("--gateway-key", $"A gateway's key ({Variable}, or --key): the answer is then exact. Without it everybody gets the same refusal with a reference.", "key");
        return frame.Command(
            "connect",
            "Ask whether a person may connect. Exit code 0: allowed; 2: refused.",
            """
            rollcall connect anna@acme.example --subdomain acme
            rollcall connect anna@acme.example --gateway-key rcg_...
            """,
            ask => AskAsync(ask, new ConnectWish(ask.Parsed.GetRequiredValue(email), ask.Parsed.GetValue(subdomain), ask.Parsed.GetValue(device)), ask.Parsed.GetValue(gateway)),
            email,
            subdomain,
            device,
            gateway);
    }

    private static async Task<int> AskAsync(Ask ask, ConnectWish wish, string? gateway)
    {
        gateway ??= ask.Terminal.Environment.GetValueOrDefault(Variable);
        // Without one of its own, the key of --key and ROLLCALL_KEY counts, if it is a gateway's.
        using var own = string.IsNullOrEmpty(gateway) ? null : ask.Api.As(gateway);
        var asked = (own ?? ask.Api).PostAsync("client/v1/connect", wish, ApiJson.Readable.ConnectWish, ApiJson.Readable.ConnectVerdict, ask.Ct);
        if (await ask.ValueAsync(asked) is not { } verdict)
        {
            return Exit.Failed;
        }

        ask.Show(verdict, ApiJson.Readable.ConnectVerdict, v => Say(ask, v));
        return verdict.Decision == "allowed" ? Exit.Good : Exit.Blocked;
    }

    private static void Say(Ask ask, ConnectVerdict verdict)
    {
        ask.Say.Line($"{verdict.Decision}: {verdict.Sentence}", verdict.Decision == "allowed" ? "green" : "red");
        if (verdict.Decision == "allowed" && verdict.JournalNo is null)
        {
            return;
        }

        ask.Say.Facts(
            ("reason", verdict.Code),
            ("remedy", verdict.Remedy),
            ("finding", verdict.Finding),
            ("reference", verdict.Reference),
            ("journal", verdict.JournalNo is { } no ? $"#{no}" : null));
    }
}
