using System.Globalization;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>Answers queries: by GET or by <c>.search</c>, of one type or of all.</summary>
internal sealed class ListAnswers(ScimOptions options, CursorSeal seal)
{
    public Task<ScimAnswer> ListAsync(ScimScope scope, ScimRequest request, CancellationToken ct) =>
        QueryAsync(scope, request, type => AnswerShape.Read(request with { Type = type }, scope.Profile), ct);

    public Task<ScimAnswer> SearchAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        if (!SearchRequest.Read(request.Body, scope.Profile, scope.Tolerances).TryGet(out var search, out var error))
        {
            return Task.FromResult(ScimAnswer.Refuse(error));
        }

        var asked = request with
        {
            Filter = search.Filter,
            SortBy = search.SortBy,
            SortOrder = search.SortOrder,
            StartIndex = Text(search.StartIndex),
            Count = Text(search.Count),
            Cursor = search.Cursor,
        };
        return QueryAsync(
            scope, asked, type => Projection.Parse(search.Attributes, search.ExcludedAttributes, type).Map(p => AnswerShape.Of(p, type, scope.Profile)), ct);
    }

    private async Task<ScimAnswer> QueryAsync(ScimScope scope, ScimRequest request, Func<ResourceType, ScimResult<AnswerShape>> shapeOf, CancellationToken ct)
    {
        ScimError? error;
        if (!Paging.Read(request.StartIndex, request.Count, options).TryGet(out var paging, out error)
            || !ReadFilter(scope, request).TryGet(out var filter, out error)
            || !Position(scope, request, paging).TryGet(out var after, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        var ask = new ListAsk(filter, options.Sorting && !string.IsNullOrEmpty(request.SortBy) ? request.SortBy : null, request.SortOrder, paging, after.Text, shapeOf, scope.Profile);
        var listed = request.Type is { } type
            ? await OneTypeAsync(scope, ask, type, ct).ConfigureAwait(false)
            : await new RootQuery(scope, options).ListAsync(ask, ct).ConfigureAwait(false);
        return listed.Match(list => Show(scope, list, ask, Binding(scope, request)), ScimAnswer.Refuse);
    }

    private static async Task<ScimResult<ListAnswer>> OneTypeAsync(ScimScope scope, ListAsk ask, ResourceType type, CancellationToken ct)
    {
        ScimError? error;
        if (!ask.ShapeOf(type).TryGet(out var shape, out error)
            || !ask.ReadSort(type).TryGet(out var sort, out error)
            || !ask.ReadFilter(type).TryGet(out var filter, out error))
        {
            return error;
        }

        var query = new ResourceQuery(type, filter, ask.Paging.StartIndex, ask.Paging.Count, shape.Relations) { Sort = sort, After = ask.After };
        var listed = await scope.Store.ListAsync(query, ct).ConfigureAwait(false);
        return listed.Map(page => new ListAnswer(page.TotalResults, [.. page.Resources.Select(r => new ShapedResource(r, shape))], page.Next));
    }

    private static ScimResult<Filter?> ReadFilter(ScimScope scope, ScimRequest request)
    {
        if (request.Filter is not { } text)
        {
            return (Filter?)null;
        }

        var parsed = FilterText.Parse(text, scope.Profile.ToleratedForms, out var used);
        if (used != ExpressionForms.Strict)
        {
            scope.Tolerances.Add("filter-form", used.ToString());
        }

        return parsed.Map(filter => (Filter?)filter);
    }

    /// <summary>Where a page by cursor begins. A page of no results has no position: it is asked for the total alone.</summary>
    private ScimResult<(string? Text, bool ByCursor)> Position(ScimScope scope, ScimRequest request, Paging paging)
    {
        if (request.Cursor is not { } cursor)
        {
            return ((string?)null, false);
        }

        if (!options.Cursors)
        {
            return new ScimError(400, ScimErrorType.InvalidCursor, "This server pages by index alone; use startIndex and count.");
        }

        if (!string.IsNullOrEmpty(request.StartIndex))
        {
            return new ScimError(400, ScimErrorType.InvalidValue, "cursor and startIndex exclude each other: give one of them.");
        }

        if (cursor.Length > 0)
        {
            return seal.Open(cursor, paging.Count, Binding(scope, request)).Map(position => ((string?)position, true));
        }

        return (paging.Count == 0 ? null : "", true);
    }

    /// <summary>All that must be the same on every page of a query. The projection may change: it moves no position.</summary>
    private static string Binding(ScimScope scope, ScimRequest request) =>
        string.Join('\n', scope.BaseText, scope.Tenant, request.Type?.Name, request.Filter, request.SortBy, request.SortOrder?.ToUpperInvariant());

    private ScimAnswer Show(ScimScope scope, ListAnswer list, ListAsk ask, string binding)
    {
        var head = new ListHead
        {
            TotalResults = list.Total,
            StartIndex = ask.After is null ? ask.Paging.StartIndex : null,
            NextCursor = list.Next is { } next && ask.After is not null ? seal.Seal(next, ask.Paging.Count, binding) : null,
        };
        return new ScimAnswer
        {
            Status = 200,
            Ids = [.. list.Resources.Take(ScimAnswer.MaxIds).Select(r => r.Resource.Id)],
            Total = list.Total,
            Body = output => ListResponse.Write(output, head, list.Resources, (to, shown) => ResourceBody.Write(to, shown.Resource, shown.Shape, scope)),
        };
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
