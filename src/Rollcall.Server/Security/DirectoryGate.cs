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
            door.Code = refusal.Code;
            await ScimResponse.WriteErrorAsync(http, refusal, http.RequestAborted);
            return;
        }

        await next(http);
    }

    private async ValueTask<ScimError?> EnterAsync(HttpContext http, DirectoryDoor door, CancellationToken ct)
    {
        var wire = Wire.Of(http);
        if (!BearerHeader.TryRead(http.Request.Headers.Authorization, out var presented, out var why))
        {
            door.Why = why;
            return DoorRefusals.Unauthorized(why);
        }

        door.Prefix = TokenText.PrefixOrNull(presented);
        door.Token = await credentials.FindAsync(presented, ct);
        if (door.Token is not { Kind: CredentialKind.Directory } token || await directories.FindStandingAsync(token.Account, token.Owner, ct) is not { } standing)
        {
            door.Why = Unproven.Unknown;
            return wire.IsExposed(http.Request) ? DoorRefusals.Exposed : DoorRefusals.Unauthorized(Unproven.Unknown);
        }

        door.Standing = standing;
        var now = time.GetUtcNow();
        if (wire.IsExposed(http.Request))
        {
            return DoorRefusals.Exposed;
        }

        if (Refuse(token, now, door) is { } dead)
        {
            return dead;
        }

        var path = ScimPath.Read(http.Request.Path);
        if (path.Account != standing.Account.Id || path.Directory != standing.Directory.Id)
        {
            door.Asked = await AskedAsync(http, path, ct);
            return DoorRefusals.Elsewhere(BaseUrl.Of(new Uri(http.RequestServices.GetRequiredService<ServerAddress>().Public), standing.Account.Id, standing.Directory.Id));
        }

        lastUse.Note(token, now);
        traffic.Note(standing.Directory, now);
        if (Refuse(standing) is { } closed)
        {
            return closed;
        }

        http.Features.Set(new DirectoryVisit(standing, token));
        return null;
    }

    private static ScimError? Refuse(Credential token, DateTimeOffset now, DirectoryDoor door)
    {
        door.Why = token.StateAt(now) switch
        {
            CredentialState.Expired => Unproven.Expired,
            CredentialState.Revoked => Unproven.Revoked,
            _ => null,
        };
        return door.Why is { } why ? DoorRefusals.Unauthorized(why) : null;
    }

    private static ScimError? Refuse(DirectoryStanding standing) => standing switch
    {
        { Account.State: AccountState.Suspended } => DoorRefusals.Suspended,
        { Directory.State: DirectoryState.Disabled } => DoorRefusals.Disabled(standing.Directory.Label),
        { Directory.State: DirectoryState.Paused } => DoorRefusals.Paused(standing.Directory.Label),
        _ => null,
    };

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
