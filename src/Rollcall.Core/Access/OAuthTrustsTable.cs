using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The tables of trusts, and of the assertions that were shown and may not be shown again.</summary>
internal static class OAuthTrustsTable
{
    private static readonly Sql OfClientText = new("select id, issuer, audience, subject, jwks_uri from oauth_trusts where account = $1 and client = $2 order by id");

    private static readonly Sql InsertText = new(
        "insert into oauth_trusts (account, id, client, issuer, audience, subject, jwks_uri) values ($1, $2, $3, $4, $5, $6, $7)");

    private static readonly Sql SeenText = new("select count(*) from oauth_assertions where account = $1 and digest = $2");
    private static readonly Sql KeepText = new("insert into oauth_assertions (account, digest, until) values ($1, $2, $3)");
    private static readonly Sql ForgetText = new("delete from oauth_assertions where account = $1 and until < $2");

    public static ValueTask<List<OAuthTrust>> OfClientAsync(Session session, long account, OAuthClientId client, CancellationToken ct) =>
        session.QueryAsync(OfClientText, [account, client.Value], Read, ct);

    public static async ValueTask InsertAsync(Session session, OAuthClient client, OAuthTrust row, CancellationToken ct) => await session.ExecuteAsync(
        InsertText, [client.Account, row.Id.Value, client.Id.Value, row.Issuer, row.Audience, row.Subject, row.JwksUri], ct);

    /// <summary>Notes that an assertion was shown; false where it was before. Those past their time are forgotten.</summary>
    public static async ValueTask<bool> UseAsync(Session session, long account, byte[] digest, DateTimeOffset until, DateTimeOffset now, CancellationToken ct)
    {
        await session.ExecuteAsync(ForgetText, [account, now], ct);
        if (await session.NumberAsync(SeenText, [account, digest], ct) > 0)
        {
            return false;
        }

        await session.ExecuteAsync(KeepText, [account, digest, until], ct);
        return true;
    }

    private static OAuthTrust Read(DbDataReader r) => new()
    {
        Id = new CredentialId(r.Id(0)),
        Issuer = r.GetString(1),
        Audience = r.GetString(2),
        Subject = r.GetString(3),
        JwksUri = r.TextOrNull(4),
    };
}
