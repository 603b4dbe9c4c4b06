using System.Collections.Concurrent;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Server.Security;

/// <summary>Journals in an account that an operator entered it (product rule 2), once an hour for each operator: its people see who from outside was there.</summary>
internal sealed class Entrances(Store store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Actor, long Account), DateTimeOffset> _last = new();

    /// <summary>Notes an entrance; it is durable when the task ends.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="origin">Who enters, by which request.</param>
    public async ValueTask NoteAsync(long account, Origin origin)
    {
        var now = time.GetUtcNow();
        if (_last.TryGetValue((origin.Actor, account), out var last) && now - last < Pause)
        {
            return;
        }

        await store.WriteAsync(
            account,
            0,
            async (session, grant, ct) =>
            {
                var row = new ChangeRow { Account = account, No = grant.NextNo(), At = grant.At, Origin = origin, Kind = ChangeKind.OperatorEntered };
                await session.RunAsync([ChangesTable.Append([row])], ct);
                return true;
            },
            journalRows: 1,
            settings: false);
        _last[(origin.Actor, account)] = now;
    }
}
