using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Words;
using Rollcall.Scim.AspNetCore;
using Rollcall.Scim.Errors;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Security;

/// <summary>
/// The gate of everything under /scim. The URL says what is asked for, only the token says who asks (product rule 3): no or unknown token is 401 whatever
/// the path; a known one on another path is 403 and learns its own Base URL, nothing of the other.
/// </summary>
internal sealed class DirectoryGate(
    RequestDelegate next, DirectoryPasses passes, DirectoryRegister directories, LastUse lastUse, DirectoryTraffic traffic, Crowd crowd, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var door = new DirectoryDoor();
        http.Features.Set(door);
        if (await EnterAsync(http, door, http.RequestAborted) is { } refusal)
        {
            await ScimResponse.WriteErrorAsync(http, refusal, http.RequestAborted);
            return;
        }

        await AmongOthersAsync(http, door);
    }

    private async Task AmongOthersAsync(HttpContext http, DirectoryDoor door)
    {
        var account = door.Standing!.Account.Number;
        if (!crowd.TryEnter(account))
        {
            door.Code = DoorRefusals.CrowdedWord;
            await ScimResponse.WriteErrorAsync(http, DoorRefusals.Crowded, http.RequestAborted);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            crowd.Leave(account);
        }
    }

    private async ValueTask<ScimError?> EnterAsync(HttpContext http, DirectoryDoor door, CancellationToken ct)
    {
        var path = ScimPath.Read(http.Request.Path);
        var exposed = Wire.Of(http).IsExposed(http.Request);
        if (!BearerHeader.TryRead(http.Request.Headers.Authorization, out var presented, out var why))
        {
            return await StrangerAsync(http, door, path, why, ct);
        }

        door.Prefix = TokenText.PrefixOrNull(presented);
        var now = time.GetUtcNow();
        var pass = await passes.FindAsync(presented, ct);
        if (pass is { IsRemembered: true } && DoorRefusals.Of(pass, now) is not null)
        {
            // Memory lets in and never refuses: whoever was just enabled again is not turned away.
            pass = await passes.FindFreshAsync(presented, ct);
        }

        if (pass is null)
        {
            var refusal = await StrangerAsync(http, door, path, Unproven.Unknown, ct);
            return exposed ? DoorRefusals.Exposed : refusal;
        }

        (door.Token, door.Standing) = (pass.Token, pass.Standing);
        if (exposed)
        {
            await http.RequestServices.GetRequiredService<Exposures>().NoteAsync(presented, http);
            door.Code = DoorRefusals.ExposedWord;
            return DoorRefusals.Exposed;
        }

        return await AdmitAsync(http, door, path, pass, presented, now);
    }

    private async ValueTask<ScimError?> AdmitAsync(HttpContext http, DirectoryDoor door, ScimPath path, DirectoryPass pass, string presented, DateTimeOffset now)
    {
        var refusal = DoorRefusals.Of(pass, now);
        var isLive = pass.StateAt(now) == CredentialState.Live;
        if (isLive && (path.Account != pass.Standing.Account.Id || path.Directory != pass.Standing.Directory.Id))
        {
            door.Asked = await AskedAsync(http, path, http.RequestAborted);
            door.Code = RefusalCodes.WrongDirectory;
            return DoorRefusals.Elsewhere(BaseUrl.Of(new Uri(http.RequestServices.GetRequiredService<ServerAddress>().Public), pass.Standing.Account.Id, pass.Standing.Directory.Id));
        }

        if (isLive)
        {
            lastUse.Note(pass.Token, now);
            traffic.Note(pass.Standing.Directory, now);
        }

        if (refusal is { } known)
        {
            door.Code = known.Word;
            return known.Error;
        }

        http.Features.Set(new DirectoryVisit(pass.Standing, pass.Token, passes.PremiseOf(presented, pass, fresh => DoorRefusals.Of(fresh, now)?.Error), pass.Settings));
        return null;
    }

    private async ValueTask<ScimError> StrangerAsync(HttpContext http, DirectoryDoor door, ScimPath path, Unproven why, CancellationToken ct)
    {
        door.Code = DoorRefusals.WordOf(why);
        door.Asked = await AskedAsync(http, path, ct);
        return DoorRefusals.Unauthorized(why);
    }

    private async ValueTask<DirectoryRow?> AskedAsync(HttpContext http, ScimPath path, CancellationToken ct)
    {
        if (path is not { Account: { } account, Directory: { } directory })
        {
            return null;
        }

        var accounts = http.RequestServices.GetRequiredService<AccountRegister>();
        return await accounts.FindAsync(account, ct) is { } row ? await directories.FindAsync(row.Number, directory, ct) : null;
    }
}
