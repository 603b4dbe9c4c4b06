using System.CommandLine;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary><c>rollcall device ...</c> and <c>rollcall session ...</c></summary>
internal static class DeviceCommands
{
    public static Command Devices(Frame frame) => Frame.Group("device", "Hand out codes for devices of users, list and remove devices.", Code(frame), List(frame), Remove(frame));

    public static Command Sessions(Frame frame)
    {
        var user = Named();
        return Frame.Group("session", "See who is connected.", frame.InAccount(
            "list",
            "List the sessions of a user of the last 30 days, newest first.",
            "rollcall session list anna@acme.example --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.GetAsync($"{Path(ask, account, user)}/sessions", ApiJson.Readable.SessionList, ask.Ct),
                ApiJson.Readable.SessionList,
                list => ask.Say.Table(
                    ["STARTED", "STATE", "WHY", "LAST HEARD", "DEVICE", "GATEWAY", "ID"],
                    list.Items.Select(static s => new[] { Plain.Time(s.Started), s.State, s.Code, Plain.Time(s.LastHeartbeat), s.Device, s.Gateway, s.Id }))),
            user));
    }

    private static Command Code(Frame frame)
    {
        var user = Named();
        var hours = Frame.Number("--hours", "For how long it is accepted, 1 to 720 (24).", "hours");
        return frame.InAccount(
            "code",
            "Make a code by which one device of the user may enrol once; it is shown this once.",
            "rollcall device code anna@acme.example --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.PostAsync($"{Path(ask, account, user)}/device-codes", new DeviceCodeWish(ask.Parsed.GetValue(hours)), ApiJson.Readable.DeviceCodeWish, ApiJson.Readable.DeviceCodeView, ask.Ct),
                ApiJson.Readable.DeviceCodeView,
                code => ask.Say.Facts(("code", code.Code), ("expires", Plain.Time(code.Expires)))),
            user,
            hours);
    }

    private static Command List(Frame frame)
    {
        var user = Named();
        return frame.InAccount(
            "list",
            "List the devices of a user.",
            "rollcall device list anna@acme.example --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.GetAsync($"{Path(ask, account, user)}/devices", ApiJson.Readable.DeviceList, ask.Ct),
                ApiJson.Readable.DeviceList,
                list => ask.Say.Table(["DEVICE", "ENROLLED", "LAST PROOF", "ID"], list.Items.Select(static d => new[] { d.Label, Plain.Time(d.Created), Plain.Time(d.LastProof), d.Id }))),
            user);
    }

    private static Command Remove(Frame frame)
    {
        var device = new Argument<string>("device") { Description = "Device, by id; 'rollcall device list USER' shows it." };
        return frame.InAccount(
            "remove",
            "Remove a device and end its sessions.",
            "rollcall device remove 01a21e4feca9766eb4a01d6518d440a0 --account acme",
            (ask, account) => ask.ShowAsync(
                ask.Api.DeleteAsync($"{account}/devices/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(device))}", ApiJson.Readable.DeviceView, ask.Ct),
                ApiJson.Readable.DeviceView,
                gone => ask.Say.Line($"The device '{gone.Label}' is removed; its sessions have ended.")),
            device);
    }

    private static Argument<string> Named() => new("user") { Description = "User, by user name, address or id." };

    private static string Path(Ask ask, string account, Argument<string> user) => $"{account}/users/{Uri.EscapeDataString(ask.Parsed.GetRequiredValue(user))}";
}
