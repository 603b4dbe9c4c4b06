using System.Globalization;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A query over all types (RFC 7644 section 3.4.2.1): type after type in the order of the catalog, with totals of all.</summary>
internal sealed class RootQuery(ScimScope scope, ScimOptions options)
{
    private readonly List<ShapedResource> _found = [];
    private long _total;

    public async Task<ScimResult<ListAnswer>> ListAsync(ListAsk ask, CancellationToken ct)
    {
        if (ask.Filter is { } filter && FilterShare.Refuse(filter, scope.Schemas.Types) is { } unknown)
        {
            return unknown;
        }

        return ask switch
        {
            { SortBy: not null, After: not null } => new ScimError(400, ScimErrorType.InvalidValue, "Over all types, sortBy and cursor exclude each other: sort one type at a time."),
            { SortBy: not null } => await SortedAsync(ask, ct).ConfigureAwait(false),
            { After: { } after } => await BehindAsync(ask, after, ct).ConfigureAwait(false),
            _ => await ByIndexAsync(ask, ct).ConfigureAwait(false),
        };
    }

    private async Task<ScimResult<ListAnswer>> ByIndexAsync(ListAsk ask, CancellationToken ct)
    {
        foreach (var type in scope.Schemas.Types)
        {
            var start = (int)Math.Clamp(ask.Paging.StartIndex - _total, 1, int.MaxValue);
            if (!(await PageAsync(ask, type, start, ask.Paging.Count - _found.Count, null, ct).ConfigureAwait(false)).TryGet(out var page, out var error))
            {
                return error;
            }

            _found.AddRange(page.Resources);
            _total += page.Total ?? 0;
        }

        return new ListAnswer(_total, _found, null);
    }

    /// <summary>A position is the number of the type and the store's own position in it. A page holds resources of one type.</summary>
    private async Task<ScimResult<ListAnswer>> BehindAsync(ListAsk ask, string after, CancellationToken ct)
    {
        var dot = after.IndexOf('.', StringComparison.Ordinal);
        var number = dot < 0 ? 0 : int.Parse(after.AsSpan(0, dot), CultureInfo.InvariantCulture);
        var inside = dot < 0 ? "" : after[(dot + 1)..];
        for (; number < scope.Schemas.Types.Count; number++, inside = "")
        {
            if (!(await PageAsync(ask, scope.Schemas.Types[number], 1, ask.Paging.Count, inside, ct).ConfigureAwait(false)).TryGet(out var page, out var error))
            {
                return error;
            }

            var next = page.Next is { } more ? Position(number, more) : number + 1 < scope.Schemas.Types.Count ? Position(number + 1, "") : null;
            if (page.Resources.Count > 0 || page.Next is not null)
            {
                return new ListAnswer(null, page.Resources, next);
            }
        }

        return new ListAnswer(null, [], null);
    }

    /// <summary>The first of each type up to the end of the page, merged: so only the beginning of such a list can be had.</summary>
    private async Task<ScimResult<ListAnswer>> SortedAsync(ListAsk ask, CancellationToken ct)
    {
        var end = ask.Paging.StartIndex - 1L + ask.Paging.Count;
        if (end > options.MaxCount)
        {
            return new ScimError(400, ScimErrorType.TooMany, $"Over all types only the first {options.MaxCount} of a sorted list can be had: sort one type at a time.");
        }

        var keyed = new List<(OrderKey Key, ShapedResource Resource)>();
        ResourceSort? order = null;
        foreach (var type in scope.Schemas.Types)
        {
            var sorts = ResourceSort.Knows(ask.SortBy!, type);
            ScimError? error;
            if (!(sorts ? ask : ask with { SortBy = null }).ReadSort(type).TryGet(out var sort, out error)
                || !(await PageAsync(sorts ? ask : ask with { SortBy = null }, type, 1, (int)end, null, ct).ConfigureAwait(false)).TryGet(out var page, out error))
            {
                return error!;
            }

            order ??= sort;
            _total += page.Total ?? 0;
            keyed.AddRange(page.Resources.Select(r => (sort is null ? default : KeyOf(sort, r.Resource), r)));
        }

        return order is null
            ? new ScimError(400, ScimErrorType.InvalidValue, $"sortBy names {JsonTree.Shown(ask.SortBy!)}, which is no attribute of any resource here.")
            : new ListAnswer(_total, [.. keyed.OrderBy(k => k.Key, order).Skip(ask.Paging.StartIndex - 1).Take(ask.Paging.Count).Select(k => k.Resource)], null);
    }

    private async Task<ScimResult<ListAnswer>> PageAsync(ListAsk ask, ResourceType type, int start, int count, string? after, CancellationToken ct)
    {
        var share = ask.Filter is null ? new FilterShare(true, null) : FilterShare.Of(ask.Filter, type);
        if (!share.Selects)
        {
            return new ListAnswer(0, [], null);
        }

        ScimError? error;
        if (!ask.ShapeOf(type).TryGet(out var shape, out error)
            || !ask.ReadSort(type).TryGet(out var sort, out error)
            || !(ask with { Filter = share.Rest }).ReadFilter(type).TryGet(out var filter, out error))
        {
            return error;
        }

        var query = new ResourceQuery(type, filter, start, count, shape.Relations) { Sort = sort, After = after };
        var listed = await scope.Store.ListAsync(query, ct).ConfigureAwait(false);
        return listed.Map(page => new ListAnswer(page.TotalResults, [.. page.Resources.Select(r => new ShapedResource(r, shape))], page.Next));
    }

    private static OrderKey KeyOf(ResourceSort sort, StoredResource resource) => sort.KeyOf(StoredDocument.Parse(resource.Document), new RelationValues
    {
        Id = resource.Id,
        Created = resource.Created,
        LastModified = resource.LastModified,
        Version = resource.Version,
    });

    private static string Position(int number, string inside) => number.ToString(CultureInfo.InvariantCulture) + "." + inside;
}
