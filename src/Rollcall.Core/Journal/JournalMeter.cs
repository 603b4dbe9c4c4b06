using System.Diagnostics.Metrics;

namespace Rollcall.Core.Journal;

/// <summary>What the journal counts, under the meter <c>Rollcall.Journal</c>.</summary>
internal sealed class JournalMeter : IDisposable
{
    private readonly Meter _meter = new("Rollcall.Journal");
    private readonly Counter<long> _kept;
    private readonly Counter<long> _counted;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _lost;

    public JournalMeter()
    {
        _kept = _meter.CreateCounter<long>("rollcall_journal_exchanges_kept", description: "Exchanges without a change that are kept.");
        _counted = _meter.CreateCounter<long>("rollcall_journal_exchanges_counted", description: "Exchanges beyond a bound, which are counted only.");
        _failed = _meter.CreateCounter<long>("rollcall_journal_flushes_failed", description: "Flushes that the database was away for; they are tried again.");
        _lost = _meter.CreateCounter<long>("rollcall_journal_writes_lost", description: "Writes of exchanges that the store refused: a defect of ours.");
    }

    public void Kept() => _kept.Add(1);

    /// <summary>Counts one that was not kept, with the bound that it passed: <c>rate</c> or <c>full</c>.</summary>
    public void Counted(string bound) => _counted.Add(1, new KeyValuePair<string, object?>("bound", bound));

    public void Failed() => _failed.Add(1);

    public void Lost() => _lost.Add(1);

    public void Dispose() => _meter.Dispose();
}
