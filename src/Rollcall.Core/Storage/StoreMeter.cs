using System.Diagnostics.Metrics;

namespace Rollcall.Core.Storage;

/// <summary>What the store counts, under the meter <c>Rollcall.Storage</c>.</summary>
public sealed class StoreMeter : IDisposable
{
    private readonly Meter _meter = new("Rollcall.Storage");
    private readonly Counter<long> _commits;
    private readonly Counter<long> _operations;
    private readonly Counter<long> _defects;
    private readonly Counter<long> _retries;

    internal StoreMeter()
    {
        _commits = _meter.CreateCounter<long>("rollcall_store_commits", description: "Commits.");
        _operations = _meter.CreateCounter<long>("rollcall_store_operations", description: "Operations that those commits carried.");
        _defects = _meter.CreateCounter<long>("rollcall_store_defects", description: "Operations that a constraint refused after the decision had allowed them.");
        _retries = _meter.CreateCounter<long>("rollcall_store_retries", description: "Commits tried again since the database was away.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Committed(int operations)
    {
        _commits.Add(1);
        _operations.Add(operations);
    }

    internal void Defect() => _defects.Add(1);

    internal void Retry() => _retries.Add(1);
}
