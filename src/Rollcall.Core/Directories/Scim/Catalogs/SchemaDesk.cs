using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>Takes and removes an account's schemas and resource types. What would break resources that are there is refused, with the reason.</summary>
public sealed class SchemaDesk(Store store, TimeProvider time)
{
    /// <summary>The custom schemas of an account, oldest first.</summary>
    public ValueTask<List<SchemaRow>> SchemasAsync(long account, CancellationToken ct) => store.ReadAsync((s, c) => SchemasTable.AllAsync(s, account, c), ct);

    /// <summary>The custom resource types of an account, and what it added to User and Group.</summary>
    public ValueTask<List<ResourceTypeRow>> TypesAsync(long account, CancellationToken ct) => store.ReadAsync((s, c) => ResourceTypesTable.AllAsync(s, account, c), ct);

    /// <summary>What a wish would change; writes nothing.</summary>
    public async ValueTask<Outcome<SchemaOutcome>> PreviewAsync(long account, SchemaWish wish, CancellationToken ct)
    {
        var planned = await store.SnapshotAsync((s, c) => PlanAsync(s, account, wish, time.GetUtcNow(), c), ct);
        return planned.Match<Outcome<SchemaOutcome>>(static plan => new SchemaOutcome(false, plan.Changes), static refused => refused);
    }

    /// <summary>Carries a wish out, as a whole; in the account's lane, so that no record changes between the questions and the answer.</summary>
    public Task<Outcome<SchemaOutcome>> ApplyAsync(long account, SchemaWish wish, Origin origin) =>
        store.WriteAsync<Outcome<SchemaOutcome>>(account, 0, async (session, grant, ct) =>
        {
            var planned = await PlanAsync(session, account, wish, grant.Now, ct);
            if (planned is not Outcome<CatalogPlan>.Done(var plan))
            {
                return ((Outcome<CatalogPlan>.Refused)planned).Reason;
            }

            if (plan.Changes.Count > 0)
            {
                await WriteAsync(session, grant, plan, origin, ct);
            }

            return new SchemaOutcome(plan.Changes.Count > 0, plan.Changes);
        });

    private static async ValueTask<Outcome<CatalogPlan>> PlanAsync(Session session, long account, SchemaWish wish, DateTimeOffset now, CancellationToken ct)
    {
        if (await CatalogRows.ReadAsync(session, account, ct) is not { } rows)
        {
            return SchemaRefusals.AccountMissing;
        }

        var planned = CatalogPlan.Of(rows, wish, now);
        foreach (var question in planned is Outcome<CatalogPlan>.Done(var plan) ? plan.Questions : [])
        {
            if (await question.IsSoAsync(session, account, ct))
            {
                return question.Refusal;
            }
        }

        return planned;
    }

    private static async ValueTask WriteAsync(Session session, LaneGrant grant, CatalogPlan plan, Origin origin, CancellationToken ct)
    {
        var (account, next) = (grant.Account, plan.Next);
        var before = (await CatalogRows.ReadAsync(session, account, ct))!;
        await AccountsTable.UpdateAsync(session, next.Account, ct);
        List<Step> steps =
        [
            .. before.Schemas.Where(s => next.FindSchema(s.Urn) is null).Select(s => SchemasTable.Remove(account, s)),
            .. before.Types.Where(t => next.FindType(t.Name) is null).Select(t => ResourceTypesTable.Remove(account, t)),
            .. before.Attributes.Where(a => next.Attributes.All(n => n.Number != a.Number)).Select(a => IndexedAttributesTable.Remove(account, a.Number)),
            .. next.Schemas.Except(before.Schemas).Select(s => SchemasTable.Save(account, s)),
            .. next.Types.Except(before.Types).Select(t => ResourceTypesTable.Save(account, t)),
            .. next.Attributes.Except(before.Attributes).Select(a => IndexedAttributesTable.Save(account, a)),
            ChangesTable.Append([new ChangeRow
            {
                Account = account,
                No = grant.NextNo(),
                At = grant.At,
                Kind = ChangeKind.SchemasChanged,
                Origin = origin,
                Effects = string.Join(';', plan.Changes),
            }]),
        ];
        await session.RunAsync(steps, ct);
    }
}
