using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;

namespace Rollcall.Core.Directories.Scim;

/// <summary>What an index makes of a filter: the few candidates that it can match.</summary>
internal sealed class RecordNarrowing(long account, long directory, RecordType type)
{
    // What is no narrower than this is walked instead, so that a page by cursor can end where the budget does.
    private const int MostKeys = RecordWalk.MostRows;

    private RecordSource Everything => new RecordSource.All(account, directory, type);

    public async ValueTask<RecordSource> SourceAsync(Session s, KeyQuery narrowed, CancellationToken ct) => narrowed switch
    {
        KeyQuery.Nothing => new RecordSource.Read([]),
        KeyQuery.Id id => Of(Guid.TryParse(id.Value, out var guid) ? await RecordReader.FindAnyAsync(s, account, guid, ct) : null),
        KeyQuery.UserName name => Of(await RecordReader.ByUserNameAsync(s, account, name.CaseKey, ct)),
        KeyQuery.ExternalId external when type == RecordType.User => Of(await RecordReader.ByExternalIdAsync(s, account, external.Value, ct)),
        KeyQuery.ExternalId external => Of([.. await RecordReader.GroupsByExternalIdAsync(s, account, directory, external.Value, ct)]),
        KeyQuery.Email email => Of([.. await RecordReader.ByEmailAsync(s, account, email.CaseKey, ct)]),
        KeyQuery.DisplayName name when type == RecordType.Group => Of([.. await RecordReader.GroupsByNameAsync(s, account, directory, name.CaseKey, ct)]),
        KeyQuery.DisplayName name => Of(await KeyReader.UsersByDisplayNameAsync(s, account, directory, name.CaseKey, MostKeys + 1, ct)),
        KeyQuery.Member member => Of([.. Guid.TryParse(member.Value, out var guid) ? await RecordReader.GroupsWithMemberAsync(s, account, guid, ct) : []]),
        KeyQuery.InGroup group => Of(Guid.TryParse(group.Value, out var guid) ? await KeyReader.MembersAsync(s, account, guid, MostKeys + 1, ct) : []),
        KeyQuery.ModifiedSince since => Of(await KeyReader.ModifiedSinceAsync(s, account, directory, type, since.Moment, MostKeys + 1, ct)),
        KeyQuery.Active { Value: false } => Of(await KeyReader.InactiveAsync(s, account, directory, type, MostKeys + 1, ct)),
        _ => Everything,
    };

    private RecordSource Of(List<long> keys)
    {
        if (keys.Count > MostKeys)
        {
            return Everything;
        }

        keys.Sort();
        return new RecordSource.Keyed(account, directory, type, keys);
    }

    private RecordSource.Read Of(params IReadOnlyList<StoredRecord?> records) =>
        new([.. records.OfType<StoredRecord>().Where(r => r.Head.Directory == directory && r.Head.Type == type && r.Head.State != RecordState.Deleted).OrderBy(r => r.Head.Key)]);
}
