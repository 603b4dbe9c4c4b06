using System.Data.Common;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>Reads records of one directory: by a key, or a page in order of creation.</summary>
public static class RecordReader
{
    /// <summary>Groups of one member that are named at most.</summary>
    public const int MostGroups = 1000;

    private const long MostBlocks = 1L << 36;

    /// <summary>A record that is there, or null.</summary>
    public static async ValueTask<StoredRecord?> FindAsync(Session session, long account, long directory, RecordType type, Guid id, CancellationToken ct)
    {
        var found = await session.FirstAsync(RecordReadTable.ById, [account, id], Read, ct);
        return found is not null && found.Head.Directory == directory && found.Head.Type == type && found.Head.State != RecordState.Deleted ? found : null;
    }

    /// <summary>A record of any directory and state, or null: the doctor wants deleted ones too.</summary>
    public static ValueTask<StoredRecord?> FindAnyAsync(Session session, long account, Guid id, CancellationToken ct) =>
        session.FirstAsync(RecordReadTable.ById, [account, id], Read, ct);

    /// <summary>All records of a user or group of the User Directory.</summary>
    public static ValueTask<List<StoredRecord>> OfOwnerAsync(Session session, long account, long owner, CancellationToken ct) =>
        session.QueryAsync(RecordReadTable.OfOwner, [account, owner], Read, ct);

    /// <summary>The user record that has a userName, in whichever directory; null where none has.</summary>
    public static ValueTask<StoredRecord?> ByUserNameAsync(Session session, long account, string caseKey, CancellationToken ct) =>
        session.FirstAsync(RecordReadTable.ByName, [account, NameTable.UserName, caseKey], Read, ct);

    /// <summary>What the request that made a record is known by, or null.</summary>
    public static ValueTask<byte[]?> BornAsync(Session session, long account, long record, CancellationToken ct) =>
        session.FirstAsync(RecordReadTable.Born, [account, record], static r => r.BytesOrNull(0) ?? [], ct);

    /// <summary>The user record that has an externalId, in whichever directory; null where none has.</summary>
    public static ValueTask<StoredRecord?> ByExternalIdAsync(Session session, long account, string value, CancellationToken ct) =>
        session.FirstAsync(RecordReadTable.ByName, [account, NameTable.ExternalId, value], Read, ct);

    /// <summary>The user record of a directory that is not SCIM, by the id that the directory knows it by; null where there is none.</summary>
    public static ValueTask<StoredRecord?> ByOwnIdAsync(Session session, long account, long directory, string ownId, CancellationToken ct) =>
        session.FirstAsync(RecordReadTable.ByName, [account, NameTable.OwnId, new Changes.UserSource(directory, DirectoryKind.Ldap).OwnId(ownId)], Read, ct);

    /// <summary>User records that have an email, of all directories.</summary>
    public static ValueTask<List<StoredRecord>> ByEmailAsync(Session session, long account, string caseKey, CancellationToken ct) =>
        ByKeyAsync(session, account, new FoundBy(KeyAttributes.Email, caseKey), ct);

    /// <summary>Records of all directories that are found by a further key.</summary>
    public static ValueTask<List<StoredRecord>> ByKeyAsync(Session session, long account, FoundBy key, CancellationToken ct) =>
        session.QueryAsync(RecordReadTable.ByFurtherKey, [account, key.Attribute, key.Value], Read, ct);

    /// <summary>Groups of a directory by displayName.</summary>
    public static ValueTask<List<StoredRecord>> GroupsByNameAsync(Session session, long account, long directory, string caseKey, CancellationToken ct) =>
        session.QueryAsync(RecordReadTable.GroupByName, [account, directory, caseKey], Read, ct);

    /// <summary>Groups of a directory by externalId.</summary>
    public static ValueTask<List<StoredRecord>> GroupsByExternalIdAsync(Session session, long account, long directory, string value, CancellationToken ct) =>
        session.QueryAsync(RecordReadTable.GroupByExternalId, [account, directory, value], Read, ct);

    /// <summary>Groups that have a member.</summary>
    public static ValueTask<List<StoredRecord>> GroupsWithMemberAsync(Session session, long account, Guid member, CancellationToken ct) =>
        session.QueryAsync(RecordReadTable.GroupsWithMember, [account, member], Read, ct);

    /// <summary>How many there are.</summary>
    public static ValueTask<long> TotalAsync(Session session, long account, long directory, RecordType type, CancellationToken ct) =>
        session.NumberAsync(RecordReadTable.Total, [account, directory, (long)type], ct);

    /// <summary>Records from a key on, in order of creation.</summary>
    public static ValueTask<List<StoredRecord>> FromAsync(Session session, long account, long directory, RecordType type, long key, int limit, CancellationToken ct) =>
        session.QueryAsync(RecordReadTable.Page, [account, directory, (long)type, key, (long)limit, 0L], Read, ct);

    /// <summary>Records from a position on (from 0), in order of creation: two levels of counted blocks lead there, so that the last page costs about as much as the first.</summary>
    public static async ValueTask<List<StoredRecord>> PageAsync(Session session, long account, long directory, RecordType type, long skip, int limit, CancellationToken ct)
    {
        var large = await SeekAsync(session, account, directory, type, 2, 0, MostBlocks, skip, ct);
        if (large is not { } outer)
        {
            return [];
        }

        const int Step = BlockTable.LargeShift - BlockTable.SmallShift;
        var first = outer.Block << Step;
        var small = await SeekAsync(session, account, directory, type, 1, first, first + (1 << Step) - 1, outer.Skip, ct);
        if (small is not { } inner)
        {
            return [];
        }

        var key = (account << 36) | (inner.Block << BlockTable.SmallShift);
        return await session.QueryAsync(RecordReadTable.Page, [account, directory, (long)type, key, (long)limit, inner.Skip], Read, ct);
    }

    private static async ValueTask<(long Block, long Skip)?> SeekAsync(
        Session session, long account, long directory, RecordType type, long level, long first, long last, long skip, CancellationToken ct)
    {
        foreach (var (block, live) in await session.QueryAsync(RecordReadTable.Blocks, [account, directory, (long)type, level, first, last], r => (r.GetInt64(0), r.GetInt64(1)), ct))
        {
            if (skip < live)
            {
                return (block, skip);
            }

            skip -= live;
        }

        return null;
    }

    internal static StoredRecord Read(DbDataReader r) => new(RecordTable.Read(r), r.BytesOrNull(RecordTable.HeadColumns) ?? []);
}
