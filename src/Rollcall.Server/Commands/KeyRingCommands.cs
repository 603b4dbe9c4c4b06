using System.CommandLine;
using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall key-ring ...</c></summary>
internal static class KeyRingCommands
{
    private const string Path = "api/key-ring";

    public static Command Create(Frame frame) => Frame.Group("key-ring", "List, rotate and drop the keys that sign access tokens and seal secrets.", List(frame), Rotate(frame), Drop(frame));

    private static Command List(Frame frame) => frame.Command(
        "list",
        "List the keys of the ring, without the keys themselves.",
        "rollcall key-ring list",
        static ask => ask.ShowAsync(ask.Api.GetAsync(Path, ApiJson.Readable.RingKeyList, ask.Ct), ApiJson.Readable.RingKeyList, list => ask.Say.Table(
            ["KEY", "STATE", "CREATED", "RETIRED", "SEALED"],
            list.Items.Select(static key => new[] { key.Id, key.State, Plain.Time(key.Created), Plain.Time(key.Retired), key.Sealed.ToString(CultureInfo.InvariantCulture) }))));

    private static Command Rotate(Frame frame) => frame.Command(
        "rotate",
        "Make a new key the one in use. Nothing is refused: access tokens of the old one are accepted until they end, and sealed secrets are sealed anew in the background.",
        "rollcall key-ring rotate",
        static ask => ask.ShowAsync(ask.Api.PostAsync(Path + "/rotate", ApiJson.Readable.RingKeyView, ask.Ct), ApiJson.Readable.RingKeyView, key => ask.Say.Line($"Key {key.Id} is in use.")));

    private static Command Drop(Frame frame)
    {
        var key = new Argument<string>("key") { Description = "Retired key, by its id; 'rollcall key-ring list' shows it." };
        return frame.Command(
            "drop",
            "Forget a retired key. Access tokens that it signed are refused from now on, and their clients ask for new ones. Refused while a secret is sealed by it.",
            "rollcall key-ring drop 0123456789abcdef",
            ask => ask.ShowAsync(
                ask.Api.DeleteAsync($"{Path}/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(key))}", ApiJson.Readable.RingKeyView, ask.Ct),
                ApiJson.Readable.RingKeyView,
                dropped => ask.Say.Line($"Key {dropped.Id} is forgotten.")),
            key);
    }
}
