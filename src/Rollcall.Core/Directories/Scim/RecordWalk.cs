using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Scim.Errors;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Goes through candidates in order of creation, within a budget of rows and time.</summary>
internal sealed class RecordWalk(Store store, RecordSource source, RecordDecision decision, ScanBudget budget, TimeProvider time)
{
    private const int Chunk = 500;

    /// <summary>What it may look at.</summary>
    public ScanBudget Budget => budget;

    /// <summary>The key of the last record that was looked at; 0 where there was none.</summary>
    public long Last { get; private set; }

    /// <summary>Hands each match to <paramref name="take"/>, until that says no.</summary>
    /// <returns>True where the end was reached, or the caller had enough; false where the budget ended first.</returns>
    public async ValueTask<ScimResult<bool>> RunAsync(long from, Func<StoredRecord, bool> take, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        for (var left = budget.Rows; ;)
        {
            var size = Math.Min(Chunk, left);
            var chunk = await store.ReadAsync((s, c) => source.FromAsync(s, from, size, c), ct);
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

            if (chunk.Count < size)
            {
                return true;
            }

            left -= size;
            if (left <= 0 || time.GetElapsedTime(began) >= budget.Time)
            {
                return false;
            }

            from = Last + 1;
        }
    }
}
