using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>Builds and removes indexes in slices of their account's lane, behind what is waiting there. Where it was, is stored with each slice: after a kill it goes on from there.</summary>
/// <remarks>Several processes may do so at once: a slice reads and writes in one transaction of the lane, so that they share the work.</remarks>
/// <param name="store">The store.</param>
/// <param name="slice">How many keys of records one slice looks at, or how many rows it removes.</param>
public sealed class IndexBuild(Store store, int slice = IndexBuild.Slice)
{
    /// <summary>As many as a lane can spare between two changes.</summary>
    public const int Slice = 1024;

    private static readonly Origin Worker = new() { Actor = "rollcall", Verb = "INDEX", Route = "/", Status = 200 };

    /// <summary>Carries out what is asked for in all accounts.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        for (var account = 0L; ;)
        {
            var behind = account;
            account = await store.ReadAsync((s, c) => IndexedAttributesTable.NextUnfinishedAsync(s, behind, c), ct);
            if (account < 0)
            {
                return;
            }

            await RunAsync(account, ct);
        }
    }

    /// <summary>Carries out what is asked for in one account.</summary>
    public async Task RunAsync(long account, CancellationToken ct)
    {
        while (await StepAsync(account, ct))
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>One slice; false where nothing is left to do.</summary>
    public async Task<bool> StepAsync(long account, CancellationToken ct)
    {
        var all = await store.ReadAsync((s, c) => IndexedAttributesTable.AllAsync(s, account, c), ct);
        if (all.FirstOrDefault(a => a.State != IndexState.Ready) is not { } next)
        {
            return false;
        }

        // Only the last slice changes what requests remember.
        if (await store.WriteAsync(account, 0, (session, grant, c) => SliceAsync(session, grant, next.Number, mayEnd: false, c), settings: false))
        {
            await store.WriteAsync(account, 0, (session, grant, c) => SliceAsync(session, grant, next.Number, mayEnd: true, c));
        }

        return true;
    }

    internal static Step Journalled(LaneGrant grant, Origin origin, string effects) => ChangesTable.Append([new ChangeRow
    {
        Account = grant.Account,
        No = grant.NextNo(),
        At = grant.At,
        Kind = ChangeKind.IndexChanged,
        Origin = origin,
        Effects = effects,
    }]);

    /// <summary>Answers whether nothing is left to do but to say so.</summary>
    private async ValueTask<bool> SliceAsync(Session session, LaneGrant grant, long number, bool mayEnd, CancellationToken ct)
    {
        if (await CatalogRows.ReadAsync(session, grant.Account, ct) is not { } rows || rows.Attributes.FirstOrDefault(a => a.Number == number) is not { } row)
        {
            return false;
        }

        return row.State switch
        {
            IndexState.Building => await FillAsync(session, grant, rows, row, mayEnd, ct),
            IndexState.Dropping => await ClearAsync(session, grant, rows, row, mayEnd, ct),
            _ => false,
        };
    }

    private async ValueTask<bool> FillAsync(Session session, LaneGrant grant, CatalogRows rows, IndexedAttributeRow row, bool mayEnd, CancellationToken ct)
    {
        var account = grant.Account;
        var type = rows.Build().Types.First(t => (long)t.Number == row.Type);
        var attribute = AttributeIndex.Parse(type.Type, row.Path).Match(i => i, e => throw new InvalidOperationException(e.Detail));
        var behind = Math.Max(row.At, account << 36);
        var documents = await KeyRows.DocumentsAsync(session, account, type.Number, behind, behind + slice, ct);
        await KeyRows.SaveAsync(
            session,
            account,
            [.. documents.SelectMany(d => attribute.KeysOf(StoredDocument.Parse(d.Document)).Select(key => (new FoundBy(row.Number, key), d.Key)))],
            ct);
        var isDone = behind + slice >= await KeyRows.HighestAsync(session, account, ct);
        var next = row with { At = behind + slice, Done = row.Done + documents.Count, State = isDone && mayEnd ? IndexState.Ready : IndexState.Building };
        await session.RunAsync([IndexedAttributesTable.Save(account, next)], ct);
        if (isDone && mayEnd)
        {
            await TellAsync(session, grant, rows, $"{row.Path} of {type.Type.Name} is ready, {next.Done} looked at", ct);
        }

        return isDone;
    }

    private async ValueTask<bool> ClearAsync(Session session, LaneGrant grant, CatalogRows rows, IndexedAttributeRow row, bool mayEnd, CancellationToken ct)
    {
        var removed = await KeyRows.RemoveAsync(session, grant.Account, row.Number, slice, ct);
        if (removed == 0 && mayEnd)
        {
            await session.RunAsync([IndexedAttributesTable.Remove(grant.Account, row.Number)], ct);
            await TellAsync(session, grant, rows, $"{row.Path} is gone", ct);
        }

        return removed == 0;
    }

    /// <summary>Every process sees the new state; requests under way go on, since what they write has not changed.</summary>
    private static async ValueTask TellAsync(Session session, LaneGrant grant, CatalogRows rows, string effects, CancellationToken ct)
    {
        var settings = rows.Account.Settings;
        await AccountsTable.UpdateAsync(session, rows.Account with { Settings = settings with { Version = settings.Version + 1 } }, ct);
        await session.RunAsync([Journalled(grant, Worker, effects)], ct);
    }
}
