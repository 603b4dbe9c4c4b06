using Rollcall.Core.Journal;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>What a batch has read and what it will write: decisions look at nothing else.</summary>
internal sealed class Sheet(LaneGrant grant)
{
    private readonly List<ChangeRow> _draftRows = [];
    private readonly List<(BlockId Block, long Delta)> _draftBlocks = [];
    private readonly List<long> _draftSweeps = [];

    public LaneGrant Grant { get; } = grant;

    public Tracked<Guid, RecordKey> Ids { get; } = new();

    public Tracked<long, RecordRow> Records { get; } = new();

    public Tracked<long, byte[]> Documents { get; } = new();

    public Tracked<NameId, NameRow> Names { get; } = new();

    public Tracked<ExtraKey, ExtraKeyMark> ExtraKeys { get; } = new();

    public Tracked<Membership, MembershipMark> Members { get; } = new();

    public Tracked<long, UserRow> Users { get; } = new();

    public Tracked<long, GroupRow> Groups { get; } = new();

    public Tracked<long, UserRecordRow> UserRecords { get; } = new();

    public Tracked<long, RemovalRow> Removals { get; } = new();

    public Tracked<long, BrakeRow> Brakes { get; } = new();

    public Tracked<HeldId, HeldRow> Held { get; } = new();

    /// <summary>How many users a directory has whose brake was asked for.</summary>
    public Dictionary<long, long> UsersOf { get; } = [];

    /// <summary>How many members a group has that is to be deleted.</summary>
    public Dictionary<long, long> MemberCounts { get; } = [];

    public Tracked<long, PoolRow> Pools { get; } = new();

    public Tracked<CoveredId, CoveredMark> Covered { get; } = new();

    /// <summary>The grounds on which a policy that is carried out covers the users it now reaches.</summary>
    public Dictionary<long, Grounds> GroundsOf { get; } = [];

    /// <summary>The users whom a policy reaches next, in order of their keys; null where nobody asked.</summary>
    public List<long>? Reached { get; set; }

    /// <summary>Whether all covered users and groups are on the sheet.</summary>
    public bool KnowsAllCovered { get; set; }

    public Lookup<string> UsersByEmail { get; } = new();

    public Lookup<string> UsersByName { get; } = new();

    public Lookup<(long Directory, string Key)> GroupsByName { get; } = new();

    public Lookup<(long Directory, string Key)> GroupsByExternalId { get; } = new();

    public Dictionary<long, IReadOnlyList<long>> MembersOf { get; } = [];

    public Dictionary<long, IReadOnlyList<long>> GroupsOf { get; } = [];

    /// <summary>Keys of a user's records, as they were when he was loaded.</summary>
    public Dictionary<long, List<long>> RecordsOf { get; } = [];

    /// <summary>How many of the queue's head are on the sheet; 0 where nobody asked.</summary>
    public int QueueLoaded { get; private set; }

    private int QueueAddresses { get; set; }

    private bool QueueEnded { get; set; }

    public int AssignedLastLoaded { get; set; }

    public List<ChangeRow> Rows { get; } = [];

    public Dictionary<BlockId, long> Blocks { get; } = [];

    /// <summary>Groups whose members all go.</summary>
    public List<long> Sweeps { get; } = [];

    /// <summary>The account's pool; one of no licenses where none was bought.</summary>
    public PoolRow Pool => Pools.Find(0) ?? new PoolRow { Account = Grant.Account, Key = 0, Total = 0, Wanted = 0, Assigned = 0, Policy = LicensePolicy.All, Epoch = 0 };

    /// <summary>The users who bear a name now.</summary>
    public IEnumerable<UserRow> UsersOfName(string nameKey) =>
        UsersByName.Keys(nameKey).Select(Users.Find).OfType<UserRow>().Where(u => u.NameKey == nameKey && u.State != RecordState.Deleted);

    /// <summary>Whether the head of the queue that is on the sheet can take so many licenses, or is the whole queue.</summary>
    public bool QueueSuffices(int seats) => seats == 0 || QueueEnded || QueueAddresses >= seats;

    /// <summary>The head of the queue is on the sheet.</summary>
    public void KnowQueue(IReadOnlyCollection<UserRow> head, int limit) =>
        (QueueLoaded, QueueAddresses, QueueEnded) = (limit, head.Select(u => u.EmailKey).Distinct(StringComparer.Ordinal).Count(), head.Count < limit);

    /// <summary>The record of an id, or null; deleted ones are found too.</summary>
    public RecordRow? FindRecord(Guid id) => Ids.Find(id) is { } key ? Records.Find(key.Key) : null;

    /// <summary>How many users a directory has.</summary>
    /// <exception cref="NotLoadedException">It was not asked for.</exception>
    public long UserTotal(long directory) => UsersOf.TryGetValue(directory, out var users) ? users : throw new NotLoadedException($"users of {directory}");

    /// <summary>The users who have an address now.</summary>
    public IEnumerable<UserRow> UsersOfAddress(string emailKey) =>
        UsersByEmail.Keys(emailKey).Select(Users.Find).OfType<UserRow>().Where(u => u.EmailKey == emailKey && u.State != RecordState.Deleted);

    public void Put(RecordRow row)
    {
        Ids.Put(row.Id, new RecordKey(row.Key));
        Records.Put(row.Key, row);
        if (row is { Type: RecordType.Group, DisplayKey: { } name })
        {
            GroupsByName.Add((row.Directory, name), row.Key);
        }

        if (row is { Type: RecordType.Group, ExternalId: { } external })
        {
            GroupsByExternalId.Add((row.Directory, external), row.Key);
        }
    }

    public void Put(UserRow row)
    {
        Users.Put(row.Key, row);
        UsersByName.Add(row.NameKey, row.Key);
        if (row.EmailKey is { } email)
        {
            UsersByEmail.Add(email, row.Key);
        }
    }

    public void Count(RecordRow record, int delta)
    {
        foreach (var block in BlockTable.Of(record))
        {
            _draftBlocks.Add((block, delta));
        }
    }

    public void Sweep(long group) => _draftSweeps.Add(group);

    public void Append(ChangeRow row) => _draftRows.Add(row);

    /// <summary>The present operation stands.</summary>
    public void Keep()
    {
        Ids.Keep();
        Records.Keep();
        Documents.Keep();
        Names.Keep();
        ExtraKeys.Keep();
        Members.Keep();
        Users.Keep();
        Groups.Keep();
        UserRecords.Keep();
        Pools.Keep();
        Removals.Keep();
        Brakes.Keep();
        Held.Keep();
        Covered.Keep();
        Rows.AddRange(_draftRows);
        Sweeps.AddRange(_draftSweeps);
        foreach (var (block, delta) in _draftBlocks)
        {
            Blocks[block] = Blocks.GetValueOrDefault(block) + delta;
        }

        ClearDrafts();
    }

    /// <summary>The present operation never was.</summary>
    public void Drop()
    {
        Ids.Drop();
        Records.Drop();
        Documents.Drop();
        Names.Drop();
        ExtraKeys.Drop();
        Members.Drop();
        Users.Drop();
        Groups.Drop();
        UserRecords.Drop();
        Pools.Drop();
        Removals.Drop();
        Brakes.Drop();
        Held.Drop();
        Covered.Drop();
        ClearDrafts();
    }

    private void ClearDrafts()
    {
        _draftRows.Clear();
        _draftBlocks.Clear();
        _draftSweeps.Clear();
    }
}

/// <summary>A record's key, as the row that an id leads to.</summary>
internal sealed record RecordKey(long Key);

/// <summary>A further key stands.</summary>
internal sealed record ExtraKeyMark
{
    public static readonly ExtraKeyMark Stands = new();
}

/// <summary>A membership stands.</summary>
/// <param name="Since">Microseconds UTC.</param>
internal sealed record MembershipMark(long Since);
