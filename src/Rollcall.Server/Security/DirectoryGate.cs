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
    RequestDelegate next, CredentialRegister credentials, DirectoryRegister directories, LastUse lastUse, DirectoryTraffic traffic, TimeProvider time)
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

        await next(http);
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
        door.Token = await credentials.FindAsync(presented, ct);
        if (door.Token is not { Kind: CredentialKind.Directory } token || await directories.FindStandingAsync(token.Account, token.Owner, ct) is not { } standing)
        {
            var refusal = await StrangerAsync(http, door, path, Unproven.Unknown, ct);
            return exposed ? DoorRefusals.Exposed : refusal;
        }

        door.Standing = standing;
        var now = time.GetUtcNow();
        if (exposed)
        {
            door.Code = DoorRefusals.ExposedWord;
            return DoorRefusals.Exposed;
        }

        if (WhyDead(token, now) is { } dead)
        {
            door.Code = DoorRefusals.WordOf(dead);
            return DoorRefusals.Unauthorized(dead);
        }

        if (path.Account != standing.Account.Id || path.Directory != standing.Directory.Id)
        {
            door.Asked = await AskedAsync(http, path, ct);
            door.Code = RefusalCodes.WrongDirectory;
            return DoorRefusals.Elsewhere(BaseUrl.Of(new Uri(http.RequestServices.GetRequiredService<ServerAddress>().Public), standing.Account.Id, standing.Directory.Id));
        }

        lastUse.Note(token, now);
        traffic.Note(standing.Directory, now);
        return Admit(http, door, new DirectoryVisit(standing, token));
    }

    private static ScimError? Admit(HttpContext http, DirectoryDoor door, DirectoryVisit visit)
    {
        var (code, refusal) = visit.Standing switch
        {
            { Account.State: AccountState.Suspended } => (RefusalCodes.AccountSuspended, DoorRefusals.Suspended),
            { Directory.State: DirectoryState.Disabled } => (RefusalCodes.DirectoryDisabled, DoorRefusals.Disabled(visit.Standing.Directory.Label)),
            { Directory.State: DirectoryState.Paused } => (RefusalCodes.DirectoryPaused, DoorRefusals.Paused(visit.Standing.Directory.Label)),
            _ => ((string?)null, (ScimError?)null),
        };
        door.Code = code;
        if (refusal is null)
        {
            http.Features.Set(visit);
        }

        return refusal;
    }

    private static Unproven? WhyDead(Credential token, DateTimeOffset now) => token.StateAt(now) switch
    {
        CredentialState.Expired => Unproven.Expired,
        CredentialState.Revoked => Unproven.Revoked,
        _ => null,
    };

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
