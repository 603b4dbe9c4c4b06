using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall connect</c>: asks as a client does, with the proof of its device, or as a gateway with its key.</summary>
internal static class ConnectCommand
{
    private const string Variable = "ROLLCALL_GATEWAY_KEY";

    public static Command Create(Frame frame)
    {
        var email = new Argument<string>("email") { Description = "The address of the person who wants to connect." };
        var subdomain = Frame.Option<string?>("--subdomain", "The organisation's subdomain, as the person typed it.", "subdomain");
        var device = Frame.Option<string?>("--device", "The key of the device, as a gateway names it.", "device");
        var gateway = Frame.Option<string?>("--gateway-key", $"A gateway's key ({Variable}, or --key): the answer is then exact. Without it, and without an enrolled device, everybody gets the same refusal with a reference.", "key");
        var code = Frame.Option<string?>("--code", "Enrol this device first, by the code that an administrator handed out.", "code");
        var file = Frame.Option<string?>("--device-file", "Where this device keeps its key (~/.config/rollcall/devices/SUBDOMAIN-EMAIL.json).", "file");
        var stay = Frame.Option<bool>("--stay", "Stay connected, with a heartbeat a minute, until Ctrl-C or until the session ends.");
        var issue = Frame.Option<string?>("--record-issue", "Pack the client's log, without keys and codes, into an archive for a case; nothing is asked.", "file");
        return frame.Command(
            "connect",
            "Ask whether a person may connect. Exit code 0: allowed; 2: refused.",
            """
            rollcall connect anna@acme.example --subdomain acme
            rollcall connect anna@acme.example --subdomain acme --code ENR-XXXXXXXXXXXX --stay
            rollcall connect anna@acme.example --subdomain acme --record-issue issue.zip
            rollcall connect anna@acme.example --gateway-key rcg_...
            """,
            ask =>
            {
                var wish = new ConnectWish(ask.Parsed.GetRequiredValue(email), ask.Parsed.GetValue(subdomain), ask.Parsed.GetValue(device));
                var path = ask.Parsed.GetValue(file) ?? DeviceFile.PathFor(ask.Terminal, wish.Email, wish.Subdomain);
                return ask.Parsed.GetValue(issue) is { } archive ? Task.FromResult(Record(ask, wish, path, archive))
                    : GatewayKey(ask, gateway) is null && (ask.Parsed.GetValue(code) is not null || File.Exists(path)) ? new DeviceConnecting(ask, wish, path).RunAsync(ask.Parsed.GetValue(code), ask.Parsed.GetValue(stay))
                    : AskAsync(ask, wish, GatewayKey(ask, gateway));
            },
            email,
            subdomain,
            device,
            gateway,
            code,
            file,
            stay,
            issue);
    }

    /// <summary>Says a verdict.</summary>
    public static int Show(Ask ask, ConnectVerdict verdict)
    {
        ask.Show(verdict, ApiJson.Readable.ConnectVerdict, v => Say(ask, v));
        return verdict.Decision == "allowed" ? Exit.Good : Exit.Blocked;
    }

    private static string? GatewayKey(Ask ask, Option<string?> gateway) => (ask.Parsed.GetValue(gateway) ?? ask.Terminal.Environment.GetValueOrDefault(Variable)) is { Length: > 0 } key ? key : null;

    private static int Record(Ask ask, ConnectWish wish, string path, string archive)
    {
        new ClientLog(path, TimeProvider.System).Record(archive, wish.Email, wish.Subdomain, ask.Api.Target);
        ask.Show(archive, ApiJson.Readable.String, written => ask.Say.Line($"Written: {written}"));
        return Exit.Good;
    }

    private static async Task<int> AskAsync(Ask ask, ConnectWish wish, string? gateway)
    {
        // Without one of its own, the key of --key and ROLLCALL_KEY counts, if it is a gateway's.
        using var own = gateway is null ? null : ask.Api.As(gateway);
        var asked = (own ?? ask.Api).PostAsync("client/v1/connect", wish, ApiJson.Readable.ConnectWish, ApiJson.Readable.ConnectVerdict, ask.Ct);
        return await ask.ValueAsync(asked) is { } verdict ? Show(ask, verdict) : Exit.Failed;
    }

    private static void Say(Ask ask, ConnectVerdict verdict)
    {
        ask.Say.Line($"{verdict.Decision}: {verdict.Sentence}", verdict.Decision == "allowed" ? "green" : "red");
        if (verdict is { Decision: "allowed", JournalNo: null, Session: null })
        {
            return;
        }

        ask.Say.Facts(
            ("reason", verdict.Code),
            ("remedy", verdict.Remedy),
            ("finding", verdict.Finding),
            ("reference", verdict.Reference),
            ("session", verdict.Session),
            ("journal", verdict.JournalNo is { } no ? $"#{no}" : null));
    }
}
