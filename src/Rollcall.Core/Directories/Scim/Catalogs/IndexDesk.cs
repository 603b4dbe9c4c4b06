using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>The attributes that an administrator has indexed. What is asked for is carried out by <see cref="IndexBuild"/>.</summary>
public sealed class IndexDesk(Store store, TimeProvider time)
{
    /// <summary>All indexes of an account, oldest first.</summary>
    public ValueTask<List<IndexView>> ListAsync(long account, CancellationToken ct) => store.SnapshotAsync(
        async (session, c) =>
        {
            var views = new List<IndexView>();
            if (await CatalogRows.ReadAsync(session, account, c) is { } rows)
            {
                var types = rows.Build().Types.ToDictionary(t => (long)t.Number);
                foreach (var row in rows.Attributes.Where(a => !a.IsUnique))
                {
                    views.Add(await ViewAsync(session, account, types[row.Type], row, c));
                }
            }

            return views;
        },
        ct);

    /// <summary>What indexing an attribute would do; writes nothing.</summary>
    public ValueTask<Outcome<IndexView>> PreviewAsync(long account, string type, string path, CancellationToken ct) => store.SnapshotAsync<Outcome<IndexView>>(
        async (session, c) =>
        {
            var found = await FindAsync(session, account, type, path, c);
            return found is Outcome<Found>.Done(var index)
                ? await ViewAsync(session, account, index.Type, index.Row ?? index.New(number: 0, time.GetUtcNow()), c)
                : ReasonOf(found);
        },
        ct);

    /// <summary>Indexes an attribute of a type: changes write it from now on, and records that are there are read in slices. Asking twice changes nothing.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="type">The name of the resource type.</param>
    /// <param name="path">The attribute: <c>title</c>, or with the URN of an extension before it.</param>
    /// <param name="origin">Who asks.</param>
    public Task<Outcome<IndexView>> AddAsync(long account, string type, string path, Origin origin) =>
        store.WriteAsync<Outcome<IndexView>>(account, 0, async (session, grant, ct) =>
        {
            var found = await FindAsync(session, account, type, path, ct);
            if (found is not Outcome<Found>.Done(var index))
            {
                return ReasonOf(found);
            }

            if (index.Row is { State: IndexState.Dropping })
            {
                return SchemaRefusals.StillDropping(index.Type.Type.Name, index.Path);
            }

            if (index.Row is null && index.Rows.Attributes.Count(a => !a.IsUnique) >= SchemaRules.MostIndexes)
            {
                return SchemaRefusals.TooManyIndexes;
            }

            var row = index.Row;
            if (row is null)
            {
                row = index.New(index.Rows.Account.Settings.NextNumber, grant.Now);
                await WriteAsync(session, grant, index, row, origin, "indexes", ct);
            }

            return await ViewAsync(session, account, index.Type, row, ct);
        });

    /// <summary>Indexes an attribute no more: nothing is found by it from now on, and its rows are removed in slices.</summary>
    public Task<Outcome<IndexView>> DropAsync(long account, string type, string path, Origin origin) =>
        store.WriteAsync<Outcome<IndexView>>(account, 0, async (session, grant, ct) =>
        {
            var found = await FindAsync(session, account, type, path, ct);
            if (found is not Outcome<Found>.Done(var index))
            {
                return ReasonOf(found);
            }

            if (index.Row is null)
            {
                return SchemaRefusals.IndexMissing;
            }

            var row = index.Row with { State = IndexState.Dropping };
            if (row != index.Row)
            {
                await WriteAsync(session, grant, index, row, origin, "drops the index of", ct);
            }

            return await ViewAsync(session, account, index.Type, row, ct);
        });

    private static async ValueTask<Outcome<Found>> FindAsync(Session session, long account, string type, string path, CancellationToken ct)
    {
        if (await CatalogRows.ReadAsync(session, account, ct) is not { } rows)
        {
            return SchemaRefusals.AccountMissing;
        }

        if (rows.Build().Find(type) is not { } of)
        {
            return SchemaRefusals.TypeMissing;
        }

        return !AttributeIndex.Parse(of.Type, path).TryGet(out var index, out var error)
            ? SchemaRefusals.Attribute(error.Detail)
            : SchemaRules.HasIndex(of, index.Path)
                ? SchemaRefusals.Attribute($"{index.Path} of {of.Type.Name} is found without an index.")
                : new Found(rows, of, index.Path, rows.Attributes.FirstOrDefault(a => !a.IsUnique && a.Type == (long)of.Number && a.Path == index.Path));
    }

    private static async ValueTask WriteAsync(Session session, LaneGrant grant, Found index, IndexedAttributeRow row, Origin origin, string verb, CancellationToken ct)
    {
        var settings = index.Rows.Account.Settings;
        var next = settings with { Version = settings.Version + 1, CatalogNo = settings.CatalogNo + 1, NextNumber = Math.Max(settings.NextNumber, row.Number + 1) };
        await AccountsTable.UpdateAsync(session, index.Rows.Account with { Settings = next }, ct);
        await session.RunAsync([IndexedAttributesTable.Save(grant.Account, row), IndexBuild.Journalled(grant, origin, $"{verb} {row.Path} of {index.Type.Type.Name}")], ct);
    }

    private static async ValueTask<IndexView> ViewAsync(Session session, long account, TypeCatalog type, IndexedAttributeRow row, CancellationToken ct)
    {
        var total = await KeyRows.CountAsync(session, account, type.Number, ct);
        return new IndexView(type.Type.Name, row.Path, row.State, row.Done, total, row.Created);
    }

    private static Refusal ReasonOf(Outcome<Found> outcome) => ((Outcome<Found>.Refused)outcome).Reason;

    private sealed record Found(CatalogRows Rows, TypeCatalog Type, string Path, IndexedAttributeRow? Row)
    {
        public IndexedAttributeRow New(long number, DateTimeOffset now) =>
            new() { Number = number, Type = (long)Type.Number, Path = Path, IsUnique = false, State = IndexState.Building, Created = now };
    }
}
