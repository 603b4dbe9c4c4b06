using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall connect EMAIL</c>: asks as a client does, or as a gateway with its key.</summary>
internal static class ConnectCommand
{
    public static Command Create(Frame frame)
    {
        var email = new Argument<string>("email") { Description = "The person's address." };
        var subdomain = Frame.Option<string>("--subdomain", "The organisation's subdomain, as the person typed it.", "subdomain");
        var device = Frame.Option<string>("--device", "The key of the device.", "device");
        return frame.Command(
            "connect",
            "Ask whether a person may connect: with a gateway's key the decision and its reason, else a neutral refusal with a reference.",
            """
            rollcall connect anna@example.com --subdomain acme
            ROLLCALL_KEY=rcg_... rollcall connect anna@example.com --url http://127.0.0.1:8080
            exit code: 0 allowed, 2 refused, 1 could not ask
            """,
            async ask =>
            {
                var wish = new ConnectWish(ask.Parsed.GetRequiredValue(email), ask.Parsed.GetValue(subdomain), ask.Parsed.GetValue(device));
                var reply = await ask.Api.PostAsync("client/v1/connect", wish, ApiJson.Readable.ConnectWish, ApiJson.Readable.ConnectVerdict, ask.Ct);
                if (reply is not Reply<ConnectVerdict>.Good(var verdict))
                {
                    return ask.Fail(reply);
                }

                ask.Show(verdict, ApiJson.Readable.ConnectVerdict, said => Tell(ask.Say, said));
                return verdict.Decision == "allowed" ? Exit.Good : Exit.Blocked;
            },
            email,
            subdomain,
            device);
    }

    private static void Tell(Say say, ConnectVerdict said)
    {
        say.Line(said.Sentence, said.Decision == "allowed" ? "bold green" : "bold red");
        say.Facts(("reason", said.Code), ("what to do", said.Remedy), ("finding", said.Finding), ("reference", said.Reference), ("journal", said.JournalNo?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
