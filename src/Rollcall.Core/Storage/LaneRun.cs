using Rollcall.Core.Storage.Engines;

namespace Rollcall.Core.Storage;

/// <summary>One commit: lock each lane, apply its works, commit, answer. What fails is tried alone; an outage is waited out.</summary>
internal sealed class LaneRun(Engine engine, StoreOptions options, StoreMeter meter, TimeProvider time, Action<LaneBatch> committed)
{
    private static readonly Sql LockLane = new(
        "update lanes set commit_no = commit_no + 1, next_key = next_key + $2, last_at = max(last_at + 1, $3) + $4, settings_no = settings_no + $5 where account = $1 returning commit_no, next_key, last_at, settings_no",
        "update lanes set commit_no = commit_no + 1, next_key = next_key + $2, last_at = greatest(last_at + 1, $3) + $4, settings_no = settings_no + $5 where account = $1 returning commit_no, next_key, last_at, settings_no");

    /// <summary>Commits the batches together; where that fails for a reason of one of them, each by itself, and then each work by itself.</summary>
    public async Task CommitAsync(int writer, IReadOnlyList<LaneBatch> batches)
    {
        var failure = await TryAsync(writer, batches);
        if (failure is null)
        {
            return;
        }

        if (engine.IsOutage(failure) || failure is StoreUnavailableException)
        {
            Fail(batches, new StoreUnavailableException("The database is not available; nothing of this request is known to be stored.", failure));
        }
        else if (batches.Count > 1 || batches[0].Works.Count > 1)
        {
            foreach (var alone in Smaller(batches))
            {
                await CommitAsync(writer, [alone]);
            }
        }
        else
        {
            meter.Defect();
            Fail(batches, engine.IsConstraint(failure) ? new StoreConflictException("The store refused: " + failure.Message, failure) : failure);
        }
    }

    private static IEnumerable<LaneBatch> Smaller(IReadOnlyList<LaneBatch> batches) =>
        batches.Count > 1 ? batches : batches[0].Works.Select(work => new LaneBatch(batches[0].Account, [work]));

    private static void Fail(IReadOnlyList<LaneBatch> batches, Exception reason)
    {
        foreach (var work in batches.SelectMany(b => b.Works))
        {
            work.Fail(reason);
        }
    }

    /// <summary>Null on success. An outage before the commit was sent is waited out; one during it is not, since its outcome is unknown.</summary>
    private async Task<Exception?> TryAsync(int writer, IReadOnlyList<LaneBatch> batches)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var committing = false;
            try
            {
                await using (var writing = await engine.BeginAsync(writer, CancellationToken.None))
                {
                    await ApplyAsync(writing.Session, batches);
                    committing = true;
                    await writing.CommitAsync(CancellationToken.None);
                }

                meter.Committed(batches.Sum(b => b.Works.Count));
                Complete(batches);
                return null;
            }
            catch (Exception failure) when (engine.IsOutage(failure) && !committing && time.GetElapsedTime(started) < options.Patience)
            {
                meter.Retry();
                await Task.Delay(Pause.Before(attempt), time);
            }
            catch (Exception failure)
            {
                return failure;
            }
        }
    }

    private async Task ApplyAsync(Session session, IReadOnlyList<LaneBatch> batches)
    {
        foreach (var batch in batches)
        {
            var grant = await LockAsync(session, batch);
            for (var first = 0; first < batch.Works.Count;)
            {
                var handler = batch.Works[first].Handler;
                var run = batch.Works.Skip(first).TakeWhile(w => ReferenceEquals(w.Handler, handler)).ToList();
                first += run.Count;

                // Not before what stands in front has been done: it may be just what a premise is lost by.
                if (await AdmittedAsync(session, grant, run) is { Count: > 0 } works)
                {
                    await handler.ApplyAsync(session, grant, works, CancellationToken.None);
                }
            }
        }
    }

    /// <summary>The works whose premise holds; the others are answered at once, since nothing of them is in the transaction.</summary>
    private static async ValueTask<IReadOnlyList<LaneWork>> AdmittedAsync(Session session, LaneGrant grant, List<LaneWork> works)
    {
        if (works.All(work => work.Premise is not { } premise || premise.Holds(grant.Settings)))
        {
            return works;
        }

        var admitted = new List<LaneWork>(works.Count);
        foreach (var work in works)
        {
            try
            {
                if (work.Premise is { } premise)
                {
                    await premise.CheckAsync(session, grant.Settings, CancellationToken.None);
                }

                admitted.Add(work);
            }
            catch (PremiseLostException lost)
            {
                work.Fail(lost);
            }
        }

        return admitted;
    }

    private async ValueTask<LaneGrant> LockAsync(Session session, LaneBatch batch)
    {
        var keys = batch.Works.Sum(w => w.Keys);
        var rows = await session.QueryAsync(
            LockLane,
            [batch.Account, (long)keys, Micros.Of(time.GetUtcNow()), (long)batch.Works.Count, batch.Works.Any(static w => w.ChangesSettings)],
            r => new LaneGrant(batch.Account, r.GetInt64(0), r.GetInt64(1), keys, r.GetInt64(2), batch.Works.Count) { Settings = r.GetInt64(3) },
            CancellationToken.None);
        return rows.Count == 1 ? rows[0] : throw new InvalidOperationException($"Account {batch.Account} has no lane.");
    }

    private void Complete(IReadOnlyList<LaneBatch> batches)
    {
        foreach (var batch in batches)
        {
            committed(batch);
        }
    }
}
