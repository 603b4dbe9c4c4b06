using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll;

/// <summary>Forgets what stays removed: after thirty days the documents go, and a removal cannot be undone.</summary>
public sealed class RemovalDesk(Store store, TimeProvider time)
{
    private const int Slice = 100;

    /// <summary>Forgets all that is due; answers how many users were.</summary>
    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        var forgotten = 0;
        while (true)
        {
            var due = await store.ReadAsync((s, c) => s.QueryAsync(RemovalTable.Over, [Micros.Of(time.GetUtcNow()), (long)Slice], RemovalTable.Read, c), ct);
            foreach (var removal in due)
            {
                await ForgetAsync(removal);
            }

            forgotten += due.Count;
            if (due.Count < Slice)
            {
                return forgotten;
            }
        }
    }

    /// <summary>What can be undone of a user, or null.</summary>
    public ValueTask<RemovalRow?> FindAsync(long account, long user, CancellationToken ct) =>
        store.ReadAsync((s, c) => s.FirstAsync(RemovalTable.Find, [account, user], RemovalTable.Read, c), ct);

    private Task<bool> ForgetAsync(RemovalRow removal) => store.WriteAsync(
        removal.Account,
        0,
        async (session, _, ct) =>
        {
            await session.QueryAsync(RemovalTable.Forget, [removal.Account, Value.Set(removal.Records.Keys)], static _ => 0, ct);
            await session.RunAsync([new Step(RemovalTable.Remove, [[removal.Account, removal.User]])], ct);
            return true;
        },
        journalRows: 0,
        settings: false);
}
