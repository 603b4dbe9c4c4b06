using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Rollcall.Core.Storage.Engines;

namespace Rollcall.Core.Storage;

/// <summary>A queue per account, drained in commits: what arrives while one commit is on its way rides on the next.</summary>
/// <remarks>A writer takes lanes in turn. While others wait, one lane gets at most half a commit, so that a noisy account does not slow a quiet one.</remarks>
internal sealed class Lanes : IAsyncDisposable
{
    private readonly Engine _engine;
    private readonly LaneRun _run;
    private readonly int _limit;
    private readonly Channel<Lane> _ready = Channel.CreateUnbounded<Lane>();
    private readonly Dictionary<long, Lane> _lanes = [];
    private readonly Lock _gate = new();
    private readonly Task[] _writers;
    private bool _stopping;

    public Lanes(Engine engine, StoreOptions options, StoreMeter meter, TimeProvider time, Action<LaneBatch> committed)
    {
        _engine = engine;
        _limit = options.BatchLimit;
        _run = new LaneRun(engine, options, meter, time, committed);
        _writers = [.. Enumerable.Range(0, engine.Writers).Select(n => Task.Run(() => WriteAsync(n)))];
    }

    public Task EnqueueAsync(long account, LaneWork work)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return Task.FromException(new StoreUnavailableException("The server is stopping."));
            }

            if (!_lanes.TryGetValue(account, out var lane))
            {
                _lanes.Add(account, lane = new Lane(account));
            }

            lane.Works.Enqueue(work);
            if (!lane.Busy)
            {
                lane.Busy = true;
                _ready.Writer.TryWrite(lane);
            }
        }

        return work.Done;
    }

    /// <summary>Takes no more, finishes what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            CloseWhenEmpty();
        }

        await Task.WhenAll(_writers);
    }

    private void CloseWhenEmpty()
    {
        if (_stopping && _lanes.Count == 0)
        {
            _ready.Writer.TryComplete();
        }
    }

    private async Task WriteAsync(int writer)
    {
        var taken = new List<Lane>();
        while (await _ready.Reader.WaitToReadAsync())
        {
            var batches = Take(taken);
            if (batches.Count > 0)
            {
                await _run.CommitAsync(writer, batches);
            }

            Return(taken);
        }
    }

    private List<LaneBatch> Take(List<Lane> taken)
    {
        var batches = new List<LaneBatch>();
        var room = _limit;
        while (room > 0 && TryTake(taken, out var lane))
        {
            var share = _engine.SharesCommits && _ready.Reader.Count > 0 ? Math.Max(1, Math.Min(room, _limit / 2)) : room;
            var works = Drain(lane, share);
            room -= works.Count;
            batches.Add(new LaneBatch(lane.Account, works));
        }

        return batches;
    }

    private bool TryTake(List<Lane> taken, [NotNullWhen(true)] out Lane? lane)
    {
        lane = null;
        if ((taken.Count > 0 && !_engine.SharesCommits) || !_ready.Reader.TryRead(out lane))
        {
            return false;
        }

        taken.Add(lane);
        return true;
    }

    private List<LaneWork> Drain(Lane lane, int share)
    {
        var works = new List<LaneWork>();
        var rows = 0;
        lock (_gate)
        {
            while (works.Count < share && lane.Works.TryPeek(out var next) && rows + next.JournalRows <= LaneGrant.MaxRows)
            {
                rows += next.JournalRows;
                works.Add(lane.Works.Dequeue());
            }
        }

        return works;
    }

    private void Return(List<Lane> taken)
    {
        lock (_gate)
        {
            foreach (var lane in taken)
            {
                if (lane.Works.Count > 0)
                {
                    _ready.Writer.TryWrite(lane);
                    continue;
                }

                lane.Busy = false;
                _lanes.Remove(lane.Account);
            }

            CloseWhenEmpty();
        }

        taken.Clear();
    }

    private sealed class Lane(long account)
    {
        public long Account { get; } = account;

        public Queue<LaneWork> Works { get; } = new();

        public bool Busy { get; set; }
    }
}

/// <summary>Some works of one account, in order of arrival.</summary>
internal sealed record LaneBatch(long Account, IReadOnlyList<LaneWork> Works);
