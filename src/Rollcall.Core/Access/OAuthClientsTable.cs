using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The table of OAuth clients: global, since the client_id alone says whose it is.</summary>
internal static class OAuthClientsTable
{
    private const string List = "id, account, directory, label, token_minutes, created, removed";

    private static readonly Sql ByIdText = new($"select {List} from oauth_clients where id = $1");
    private static readonly Sql OfDirectoryText = new($"select {List} from oauth_clients where account = $1 and directory = $2 and removed is null order by created, id");
    private static readonly Sql InsertText = new("insert into oauth_clients (id, account, directory, label, token_minutes, created) values ($1, $2, $3, $4, $5, $6)");
    private static readonly Sql RemoveText = new("update oauth_clients set removed = $3 where account = $1 and id = $2 and removed is null");

    public static ValueTask<OAuthClient?> FindAsync(Session session, OAuthClientId id, CancellationToken ct) => session.FirstAsync(ByIdText, [id.Value], Read, ct);

    public static ValueTask<List<OAuthClient>> OfDirectoryAsync(Session session, long account, RowKey directory, CancellationToken ct) =>
        session.QueryAsync(OfDirectoryText, [account, directory.Value], Read, ct);

    public static async ValueTask InsertAsync(Session session, OAuthClient row, CancellationToken ct) => await session.ExecuteAsync(
        InsertText, [row.Id.Value, row.Account, row.Directory.Value, row.Label, (long)row.TokenMinutes, row.Created], ct);

    public static async ValueTask RemoveAsync(Session session, OAuthClient row, DateTimeOffset at, CancellationToken ct) =>
        await session.ExecuteAsync(RemoveText, [row.Account, row.Id.Value, at], ct);

    private static OAuthClient Read(DbDataReader r) => new()
    {
        Id = new OAuthClientId(r.Id(0)),
        Account = r.GetInt64(1),
        Directory = new RowKey(r.GetInt64(2)),
        Label = r.GetString(3),
        TokenMinutes = (int)r.GetInt64(4),
        Created = r.Time(5),
        Removed = r.TimeOrNull(6),
    };
}
