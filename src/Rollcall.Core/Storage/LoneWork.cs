namespace Rollcall.Core.Storage;

/// <summary>A write that is its own batch: it reads, decides and writes by itself, in the lane's order and commit.</summary>
internal sealed class LoneWork<T>(int keys, int journalRows, bool settings, Func<Session, LaneGrant, CancellationToken, ValueTask<T>> write) : LaneWork, ILaneHandler
{
    public override ILaneHandler Handler => this;

    internal override bool ChangesSettings => settings;

    public override int Keys => keys;

    public override int JournalRows => journalRows;

    public T? Outcome { get; private set; }

    public async ValueTask ApplyAsync(Session session, LaneGrant grant, IReadOnlyList<LaneWork> works, CancellationToken ct)
    {
        grant.Tick();
        Outcome = await write(session, grant, ct);
    }
}
