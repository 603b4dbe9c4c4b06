using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Where the candidates of a list come from, in order of creation: the whole directory, or what an index has narrowed it to.</summary>
internal abstract record RecordSource
{
    private RecordSource()
    {
    }

    /// <summary>Candidates from a key on, at most so many; where they are fewer, there are no more.</summary>
    public abstract ValueTask<List<StoredRecord>> FromAsync(Session session, long key, int limit, CancellationToken ct);

    /// <summary>All records of a type, from the first key to before the end.</summary>
    public sealed record Span(long Account, long Directory, RecordType Type, long First = 0, long End = long.MaxValue) : RecordSource
    {
        public override async ValueTask<List<StoredRecord>> FromAsync(Session session, long key, int limit, CancellationToken ct)
        {
            var records = await RecordReader.FromAsync(session, Account, Directory, Type, Math.Max(key, First), limit, ct);
            return records is [.., var last] && last.Head.Key >= End ? [.. records.TakeWhile(r => r.Head.Key < End)] : records;
        }
    }

    /// <summary>Records that were read already.</summary>
    public sealed record Read(List<StoredRecord> Records) : RecordSource
    {
        public override ValueTask<List<StoredRecord>> FromAsync(Session session, long key, int limit, CancellationToken ct) =>
            ValueTask.FromResult(Records.Where(r => r.Head.Key >= key).Take(limit).ToList());
    }

    /// <summary>Records of these keys, which are in order; those of another type or directory are not ours.</summary>
    public sealed record Keyed(long Account, long Directory, RecordType Type, List<long> Keys) : RecordSource
    {
        public override async ValueTask<List<StoredRecord>> FromAsync(Session session, long key, int limit, CancellationToken ct)
        {
            var ours = new List<StoredRecord>();
            var found = Keys.BinarySearch(key);
            for (var at = found < 0 ? ~found : found; at < Keys.Count && ours.Count < limit; at += limit)
            {
                var records = await KeyReader.RecordsAsync(session, Account, Keys.Skip(at).Take(limit), ct);
                ours.AddRange(records.Where(r => r.Head.Directory == Directory && r.Head.Type == Type).Take(limit - ours.Count));
            }

            return ours;
        }
    }
}
