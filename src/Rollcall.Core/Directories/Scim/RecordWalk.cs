using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Scim.Errors;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Goes through candidates in order of creation, within a budget of rows and time.</summary>
internal sealed class RecordWalk(Store store, RecordSource source, RecordDecision decision, TimeProvider time)
{
    /// <summary>Records that one request may look at.</summary>
    public const int MostRows = 100_000;

    private const int Chunk = 500;

    /// <summary>How long one request may look.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The key of the last record that was looked at; 0 where there was none.</summary>
    public long Last { get; private set; }

    /// <summary>Hands each match to <paramref name="take"/>, until that says no.</summary>
    /// <returns>True where the end was reached, or the caller had enough; false where the budget ended first.</returns>
    public async ValueTask<ScimResult<bool>> RunAsync(long from, Func<StoredRecord, bool> take, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        for (var looked = 0; ;)
        {
            var chunk = await store.ReadAsync((s, c) => source.FromAsync(s, from, Chunk, c), ct);
            foreach (var record in chunk)
            {
                if (!(await decision.MatchesAsync(record, ct)).TryGet(out var matches, out var error))
                {
                    return error;
                }

                if (matches && !take(record))
                {
                    return true;
                }

                Last = record.Head.Key;
            }

            if (chunk.Count < Chunk)
            {
                return true;
            }

            looked += chunk.Count;
            if (looked >= MostRows || time.GetElapsedTime(began) >= Longest)
            {
                return false;
            }

            from = Last + 1;
        }
    }
}
