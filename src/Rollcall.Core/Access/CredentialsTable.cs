using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The table of credentials: global, since the digest alone says whose it is.</summary>
internal static class CredentialsTable
{
    private const string List = "id, kind, account, owner_key, prefix, label, created, expires, last_used, revoked, family, slot, exposed, routes";

    private const int ListLength = 14;

    private static readonly string ListOfC = string.Join(", ", List.Split(", ").Select(static name => "c." + name));

    private static readonly Sql ByDigestText = new($"select {List} from credentials where digest = $1");
    private static readonly Sql WithSettingsText = new($"select {ListOfC}, {LaneTable.SettingsNumber} from credentials c {LaneTable.JoinOn("c.account")} where c.digest = $1");
    private static readonly Sql ByIdWithSettingsText = new($"select {ListOfC}, {LaneTable.SettingsNumber} from credentials c {LaneTable.JoinOn("c.account")} where c.account = $1 and c.id = $2");
    private static readonly Sql ByIdText = new($"select {List} from credentials where account = $1 and id = $2");
    private static readonly Sql OfOwnerText = new($"select {List} from credentials where account = $1 and kind = $2 and owner_key = $3 order by created, prefix");
    private static readonly Sql OfAccountText = new($"select {List} from credentials where account = $1 order by created, prefix");
    private static readonly Sql AnyOperatorText = new("select count(*) from credentials where account = 0 and kind = 2");
    private static readonly Sql ExposeText = new("update credentials set exposed = $3 where account = $1 and id = $2 and exposed is null");
    private static readonly Sql RevokeText = new("update credentials set revoked = $3 where account = $1 and id = $2 and revoked is null");

    private static readonly Sql InsertText = new(
        """
        insert into credentials (digest, account, id, kind, holder, owner_key, family, slot, prefix, label, created, expires, routes)
        values ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, $12)
        """);

    private static readonly Sql UsedText = new(
        "update credentials set last_used = $3 where account = $1 and id = $2 and (last_used is null or last_used < $3)");

    public static ValueTask<Credential?> FindAsync(Session session, byte[] digest, CancellationToken ct) => session.FirstAsync(ByDigestText, [digest], Read, ct);

    /// <summary>A credential with the number of its account's settings as of the same moment.</summary>
    public static ValueTask<Tuple<Credential, long>?> FindWithSettingsAsync(Session session, byte[] digest, CancellationToken ct) =>
        session.FirstAsync(WithSettingsText, [digest], static r => Tuple.Create(Read(r), r.GetInt64(ListLength)), ct);

    /// <summary>The same of a credential that is known by its id: an access token tells it.</summary>
    public static ValueTask<Tuple<Credential, long>?> FindWithSettingsAsync(Session session, long account, CredentialId id, CancellationToken ct) =>
        session.FirstAsync(ByIdWithSettingsText, [account, id.Value], static r => Tuple.Create(Read(r), r.GetInt64(ListLength)), ct);

    public static ValueTask<Credential?> FindAsync(Session session, long account, CredentialId id, CancellationToken ct) =>
        session.FirstAsync(ByIdText, [account, id.Value], Read, ct);

    public static ValueTask<List<Credential>> OfOwnerAsync(Session session, long account, CredentialKind kind, RowKey owner, CancellationToken ct) =>
        session.QueryAsync(OfOwnerText, [account, (long)kind, owner.Value], Read, ct);

    public static ValueTask<List<Credential>> OfAccountAsync(Session session, long account, CancellationToken ct) =>
        session.QueryAsync(OfAccountText, [account], Read, ct);

    public static async ValueTask<bool> HasOperatorAsync(Session session, CancellationToken ct) => await session.NumberAsync(AnyOperatorText, [], ct) > 0;

    public static async ValueTask InsertAsync(Session session, byte[] digest, Credential row, CancellationToken ct) => await session.ExecuteAsync(
        InsertText,
        [digest, row.Account, row.Id.Value, (long)row.Kind, row.Owner.Value, FamilyOf(row.Family), (long)row.Slot, row.Prefix, row.Label, row.Created, Micros.Of(row.Expires), row.Routes?.ToString()],
        ct);

    public static async ValueTask RevokeAsync(Session session, Credential row, DateTimeOffset at, CancellationToken ct) =>
        await session.ExecuteAsync(RevokeText, [row.Account, row.Id.Value, at], ct);

    public static async ValueTask ExposeAsync(Session session, Credential row, DateTimeOffset at, CancellationToken ct) =>
        await session.ExecuteAsync(ExposeText, [row.Account, row.Id.Value, at], ct);

    public static async ValueTask UsedAsync(Session session, long account, CredentialId id, DateTimeOffset at, CancellationToken ct) =>
        await session.ExecuteAsync(UsedText, [account, id.Value, at], ct);

    private static byte[]? FamilyOf(Guid? family) => family?.ToByteArray(bigEndian: true);

    private static Credential Read(DbDataReader r) => new()
    {
        Id = new CredentialId(r.Id(0)),
        Kind = (CredentialKind)r.GetInt64(1),
        Account = r.GetInt64(2),
        Owner = new RowKey(r.GetInt64(3)),
        Prefix = r.GetString(4),
        Label = r.GetString(5),
        Created = r.Time(6),
        Expires = r.TimeOrNull(7),
        LastUsed = r.TimeOrNull(8),
        Revoked = r.TimeOrNull(9),
        Family = r.IsDBNull(10) ? null : r.Id(10),
        Slot = (int)r.GetInt64(11),
        Exposed = r.TimeOrNull(12),
        Routes = r.IsDBNull(13) ? null : RouteLimits.Stored(r.GetString(13)),
    };
}
