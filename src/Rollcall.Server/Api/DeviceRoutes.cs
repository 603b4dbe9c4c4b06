using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Devices of users, and their sessions.</summary>
internal static class DeviceRoutes
{
    private const int MostHours = 720;

    private static readonly ProblemResult NoUser = Refusals.Missing("user-unknown", "The account has no such user.", "Name him by id, user name or address; 'rollcall why' says why one is not here.");
    private static readonly ProblemResult NoDevice = Refusals.Missing("device-unknown", "There is no such device in this account.", "'rollcall device list USER' shows a user's devices.");

    public static void Map(IEndpointRouteBuilder api)
    {
        const string User = "/accounts/{account}/users/{user}";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapPost(User + "/device-codes", IssueAsync).WithMetadata(administer).WithName("createDeviceCode").WithSummary("Makes a code by which one device of the user may enrol once; it is in this answer and nowhere else.");
        api.MapGet(User + "/devices", DevicesAsync).WithMetadata(read).WithName("listDevices").WithSummary("The devices of a user.");
        api.MapGet(User + "/sessions", SessionsAsync).WithMetadata(read).WithName("listSessions").WithSummary("The sessions of a user of the last 30 days, newest first.");
        api.MapDelete("/accounts/{account}/devices/{device}", RemoveAsync).WithMetadata(administer).WithName("deleteDevice").WithSummary("Removes a device, and ends its sessions.");
    }

    private static async Task<Results<Ok<DeviceCodeView>, ProblemResult>> IssueAsync(string user, DeviceCodeWish? wish, Visit visit, Store store, DeviceDesk desk, TimeProvider time, CancellationToken ct)
    {
        var hours = wish?.Hours ?? 24;
        if (hours is < 1 or > MostHours)
        {
            return Refusals.NotAllowed("hours", hours.ToString(System.Globalization.CultureInfo.InvariantCulture), $"1 to {MostHours}");
        }

        var expires = time.GetUtcNow().AddHours(hours);
        return await FindAsync(user, visit, store, ct) is { } row && await desk.IssueAsync(row.Account, row.Key, TimeSpan.FromHours(hours), visit.Origin(200)) is { } code
            ? TypedResults.Ok(new DeviceCodeView(code, expires))
            : NoUser;
    }

    private static async Task<Results<Ok<DeviceList>, ProblemResult>> DevicesAsync(string user, Visit visit, Store store, DeviceDesk desk, CancellationToken ct) =>
        await FindAsync(user, visit, store, ct) is { } row ? TypedResults.Ok(new DeviceList([.. (await desk.ListAsync(row.Account, row.Key, ct)).Select(Of)])) : NoUser;

    private static async Task<Results<Ok<SessionList>, ProblemResult>> SessionsAsync(string user, Visit visit, Store store, SessionDesk desk, TimeProvider time, CancellationToken ct)
    {
        if (await FindAsync(user, visit, store, ct) is not { } row)
        {
            return NoUser;
        }

        var sessions = await desk.ListAsync(row.Account, ConnectRequest.StandingOf(visit.Account), row, time.GetUtcNow(), ct);
        return TypedResults.Ok(new SessionList([.. sessions.Take(1000).Select(static s => new SessionView(
            s.Session.Id.ToString("N"), s.Over is null ? "live" : "ended", s.Over, s.Session.Device, s.Session.Gateway, s.Session.Started, s.Session.LastHeartbeat, s.Session.Ended))]));
    }

    private static async Task<Results<Ok<DeviceView>, ProblemResult>> RemoveAsync(string device, Visit visit, DeviceDesk desk) =>
        Guid.TryParse(device, out var id) && await desk.RemoveAsync(visit.Account.Number, id, visit.Origin(200)) is { } gone ? TypedResults.Ok(Of(gone)) : NoDevice;

    private static ValueTask<UserRow?> FindAsync(string user, Visit visit, Store store, CancellationToken ct) => store.ReadAsync((s, c) => UserRoutes.FindAsync(s, visit.Account.Number, user, c), ct);

    private static DeviceView Of(DeviceRow row) => new(row.Id.ToString("N"), row.Label, row.Created, DateTimeOffset.FromUnixTimeMilliseconds(row.LastProof));
}
