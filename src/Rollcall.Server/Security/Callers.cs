using Rollcall.Core.Access;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Security;

/// <summary>Finds out who asks.</summary>
internal sealed class Callers(CredentialRegister credentials, LastUse lastUse, TimeProvider time)
{
    /// <summary>The caller of a request. A directory's token is nobody here, nor is a client's secret: they open their directory alone.</summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">The database is away; the caller is then unknown, not refused.</exception>
    public async ValueTask<Caller> FindAsync(HttpContext http, CancellationToken ct)
    {
        if (!BearerHeader.TryRead(http.Request.Headers.Authorization, out var token, out var why))
        {
            return why == Unproven.Absent && Wire.Of(http).IsOperatorSocket ? new Caller.LocalOperator() : new Caller.Nobody(why);
        }

        if (await credentials.FindAsync(token, ct) is not { } found || !Authority.IsKey(found.Kind))
        {
            return new Caller.Nobody(Unproven.Unknown);
        }

        var now = time.GetUtcNow();
        switch (found.StateAt(now))
        {
            case CredentialState.Expired:
                return new Caller.Nobody(Unproven.Expired);
            case CredentialState.Revoked:
                return new Caller.Nobody(Unproven.Revoked);
            default:
                lastUse.Note(found, now);
                return new Caller.Holder(found);
        }
    }
}
