using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Journal;

/// <summary>Journals the exchanges that changed nothing, after their answer: kept within a bound per directory, counted beyond it (product rule 43).</summary>
/// <remarks>A crash may lose the last second. Nothing else is lost: what cannot be kept is counted, and what cannot be written now waits.</remarks>
public sealed class ExchangeLog : IAsyncDisposable
{
    private const int MostPerWrite = 512;
    private const int MostPerPack = 64;

    private readonly Store _store;
    private readonly ExchangeLogOptions _options;
    private readonly TimeProvider _time;
    /// <summary>How long marks are summed up before they are written: they cost a commit of their own.</summary>
    private static readonly TimeSpan MarkWindow = TimeSpan.FromSeconds(10);

    private readonly ILogger<ExchangeLog> _logger;
    private readonly Allowance _allowance;
    private readonly ReadTally _tally = new();
    private readonly TrafficTally _marks = new();
    private long _marksWritten;
    private readonly JournalMeter _meter = new();
    private readonly Channel<Exchange> _waiting;
    private readonly Channel<bool> _hurry = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly List<Exchange> _held = [];

    /// <summary>Opens the log; nothing is written until <see cref="RunAsync"/> or <see cref="FlushAsync"/> is called.</summary>
    public ExchangeLog(Store store, ExchangeLogOptions options, TimeProvider time, ILogger<ExchangeLog> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_store, _options, _time, _logger) = (store, options, time, logger);
        _allowance = new Allowance(options, time);
        _waiting = Channel.CreateBounded<Exchange>(options.Capacity);
    }

    /// <summary>Takes an exchange. It costs no database and never waits.</summary>
    public void Record(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var kept = _allowance.Take(exchange);
        if (kept && _waiting.Writer.TryWrite(ExchangeBounds.Apply(exchange)))
        {
            _meter.Kept();
            if (_waiting.Reader.Count >= _options.Enough)
            {
                _hurry.Writer.TryWrite(true);
            }

            return;
        }

        _tally.Add(exchange);
        _meter.Counted(kept ? "full" : "rate");
    }

    /// <summary>Counts what a request showed. It costs no database and never waits.</summary>
    public void Count(TrafficMark mark) => _marks.Add(mark);

    /// <summary>Writes what has come each window, until cancelled; then writes the rest. An outage is waited out.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await PauseAsync(ct);
            await TryFlushAsync(withMarks: _time.GetElapsedTime(_marksWritten) >= MarkWindow);
        }

        // What came while the last flush was on its way.
        await TryFlushAsync();
    }

    /// <summary>Writes everything taken so far.</summary>
    /// <exception cref="StoreUnavailableException">The database is away; what was not written waits for the next flush.</exception>
    public Task FlushAsync() => FlushAsync(withMarks: true);

    private async Task FlushAsync(bool withMarks)
    {
        await _flushing.WaitAsync();
        try
        {
            while (_held.Count < _options.Capacity && _waiting.Reader.TryRead(out var exchange))
            {
                _held.Add(exchange);
            }

            await WriteExchangesAsync();
            await WriteCountsAsync();
            if (withMarks)
            {
                await WriteMarksAsync();
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <summary>Writes the rest and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await TryFlushAsync();
        _meter.Dispose();
        _flushing.Dispose();
    }

    private async Task PauseAsync(CancellationToken ct)
    {
        try
        {
            await _hurry.Reader.ReadAsync(ct).AsTask().WaitAsync(_options.Window, _time, ct);
        }
        catch (TimeoutException)
        {
            // The window is over.
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The last flush follows.
        }
    }

    private async Task TryFlushAsync(bool withMarks = true)
    {
        try
        {
            await FlushAsync(withMarks);
        }
        catch (StoreUnavailableException outage)
        {
            _meter.Failed();
            Log.ExchangesWait(_logger, _held.Count, outage);
        }
    }

    private async Task WriteExchangesAsync()
    {
        var chunks = _held.GroupBy(e => e.Account).SelectMany(g => g.Chunk(MostPerWrite)).ToList();
        _held.Clear();
        var outages = await Task.WhenAll(chunks.Select(chunk =>
            TryWriteAsync(chunk[0].Account, chunk.Length, (session, grant, ct) => AppendAsync(session, grant, chunk, ct))));
        _held.AddRange(chunks.Where((_, i) => outages[i] is not null).SelectMany(c => c));
        ThrowFirst(outages);
    }

    private async Task WriteCountsAsync()
    {
        var accounts = _tally.Take().GroupBy(c => c.Account).Select(g => g.ToList()).ToList();
        var outages = await Task.WhenAll(accounts.Select(counts =>
            TryWriteAsync(counts[0].Account, 0, (session, _, ct) => ReadCountsTable.AddAsync(session, counts, ct))));
        foreach (var count in accounts.Where((_, i) => outages[i] is not null).SelectMany(c => c))
        {
            _tally.Add(count);
        }

        ThrowFirst(outages);
    }

    private async Task WriteMarksAsync()
    {
        _marksWritten = _time.GetTimestamp();
        var accounts = _marks.Take().GroupBy(m => m.Account).Select(g => g.ToList()).ToList();
        var outages = await Task.WhenAll(accounts.Select(marks =>
            TryWriteAsync(marks[0].Account, 0, (session, _, ct) => TrafficMarksTable.AddAsync(session, marks, ct))));
        foreach (var mark in accounts.Where((_, i) => outages[i] is not null).SelectMany(m => m))
        {
            _marks.Add(mark);
        }

        ThrowFirst(outages);
    }

    private static void ThrowFirst(StoreUnavailableException?[] outages)
    {
        if (outages.FirstOrDefault(o => o is not null) is { } outage)
        {
            throw outage;
        }
    }

    /// <summary>Null where it was written, or can never be: a defect is told, and must not stop the other accounts' rows.</summary>
    private async Task<StoreUnavailableException?> TryWriteAsync(long account, int rows, Func<Session, LaneGrant, CancellationToken, ValueTask<bool>> write)
    {
        try
        {
            await _store.WriteAsync(account, 0, write, rows, settings: false);
            return null;
        }
        catch (StoreUnavailableException outage)
        {
            return outage;
        }
        catch (Exception defect) when (defect is StoreConflictException or InvalidOperationException or System.Data.Common.DbException)
        {
            _meter.Lost();
            Log.RowsLost(_logger, rows, account, defect);
            return null;
        }
    }

    private static async ValueTask<bool> AppendAsync(Session session, LaneGrant grant, Exchange[] chunk, CancellationToken ct)
    {
        var rows = new List<Value[]>();
        foreach (var pack in Packs(chunk))
        {
            var first = grant.NextNo();
            for (var i = 1; i < pack.Length; i++)
            {
                grant.NextNo();
            }

            rows.Add(ExchangesTable.Row(grant.Account, first, grant.At, pack));
        }

        await session.RunAsync([ExchangesTable.Append(rows)], ct);
        return true;
    }

    /// <summary>Notable ones alone, plain ones by directory.</summary>
    private static IEnumerable<Exchange[]> Packs(Exchange[] chunk) =>
        chunk.Where(e => e.IsNotable).Select(e => new[] { e })
            .Concat(chunk.Where(e => !e.IsNotable).GroupBy(e => e.Directory).SelectMany(g => g.Chunk(MostPerPack)));
}
