using System.CommandLine;

namespace Rollcall.Server.Commands.Demo;

/// <summary><c>rollcall demo</c>: a small company's story against the running server.</summary>
internal static class DemoCommand
{
    public static Command Create(Frame frame) => frame.Command(
        "demo",
        "Play a small company's story against the running server. An account is made for it; people and groups are pushed over HTTP, exactly as Entra ID does; "
        + "then each asks to connect, and every refusal is explained. All that is printed is read from the server. It can be played again: each time in a new account.",
        "rollcall demo\nrollcall demo --json | jq '.people[] | {name, decision: .verdict.decision, finding: .why.answer.code}'",
        needsPort: true,
        static async (ask, _) =>
        {
            if (await DemoStory.PlayAsync(ask) is not { } report)
            {
                return Exit.Failed;
            }

            ask.Show(report, DemoJson.Default.DemoReport, told => DemoText.Write(ask.Say, told));
            return Exit.Good;
        });
}
