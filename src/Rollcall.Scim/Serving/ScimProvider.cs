using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A service provider of RFC 7644 over a host's store. It has no state but its options, so one serves all requests of all tenants.</summary>
public sealed class ScimProvider(ScimOptions options)
{
    private static readonly Task<ScimAnswer> NotServed = Task.FromResult(ScimAnswer.Refuse(new ScimError(501, null, "This operation is not implemented here.")));

    /// <summary>The bounds it keeps.</summary>
    public ScimOptions Options { get; } = options;

    /// <summary>Answers one request for resources. A refusal is an answer; only bugs and broken machines throw.</summary>
    public Task<ScimAnswer> AnswerAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        return request.Operation switch
        {
            ScimOperation.Get => GetAsync(scope, request, ct),
            ScimOperation.List => ListAsync(scope, request, ct),
            ScimOperation.Search => SearchAsync(scope, request, ct),
            ScimOperation.Create => CreateAsync(scope, request, ct),
            ScimOperation.Replace => ReplaceAsync(scope, request, ct),
            ScimOperation.Patch => PatchAsync(scope, request, ct),
            ScimOperation.Delete => DeleteAsync(scope, request, ct),
            _ => NotServed,
        };
    }

    private static async Task<ScimAnswer> GetAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        if (!AnswerShape.Read(request, scope.Profile).TryGet(out var shape, out var error))
        {
            return ScimAnswer.Refuse(error);
        }

        var known = EntityTag.Parse(request.IfNoneMatch);
        if (known is not null && shape.Relations != Relations.None)
        {
            // Whoever may hold the state already must not cost us the members of a large group.
            var bare = await scope.Store.FindAsync(request.Type, request.Id, Relations.None, ct).ConfigureAwait(false);
            if (bare.TryGet(out var current, out _) && known.Matches(current.Version))
            {
                return NotModified(scope, current);
            }
        }

        var found = await scope.Store.FindAsync(request.Type, request.Id, shape.Relations, ct).ConfigureAwait(false);
        return found.Match(
            resource => known?.Matches(resource.Version) == true ? NotModified(scope, resource) : Show(200, scope, resource, shape), ScimAnswer.Refuse);
    }

    private async Task<ScimAnswer> ListAsync(ScimScope scope, ScimRequest request, CancellationToken ct) =>
        AnswerShape.Read(request, scope.Profile).TryGet(out var shape, out var error)
            ? await QueryAsync(scope, request, shape, ct).ConfigureAwait(false)
            : ScimAnswer.Refuse(error);

    private async Task<ScimAnswer> SearchAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        var read = SearchRequest.Read(request.Body, scope.Profile, scope.Tolerances);
        if (!read.TryGet(out var search, out var error)
            || !Projection.Parse(search.Attributes, search.ExcludedAttributes, request.Type).TryGet(out var projection, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        var asked = request with { Filter = search.Filter, StartIndex = Text(search.StartIndex), Count = Text(search.Count) };
        return await QueryAsync(scope, asked, AnswerShape.Of(projection, request.Type, scope.Profile), ct).ConfigureAwait(false);
    }

    private async Task<ScimAnswer> QueryAsync(ScimScope scope, ScimRequest request, AnswerShape shape, CancellationToken ct)
    {
        ScimError? error;
        if (!Paging.Read(request.StartIndex, request.Count, Options).TryGet(out var paging, out error)
            || !ReadFilter(scope, request).TryGet(out var filter, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        var query = new ResourceQuery(request.Type, filter, paging.StartIndex, paging.Count, shape.Relations);
        var listed = await scope.Store.ListAsync(query, ct).ConfigureAwait(false);
        return listed.Match(page => ShowPage(scope, page, paging.StartIndex, shape), ScimAnswer.Refuse);
    }

    private static async Task<ScimAnswer> CreateAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        ScimError? error;
        if (!AnswerShape.Read(request, scope.Profile).TryGet(out var shape, out error)
            || !ResourceReader.Read(request.Body, request.Type, scope.Schemas, scope.Profile, scope.Tolerances).TryGet(out var read, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        IReadOnlyList<MemberChange> members = read.MemberIds is { Count: > 0 } ids ? [new MemberChange.Add(ids)] : [];
        var created = await scope.Store.CreateAsync(new NewResource(request.Type, read.Document, members) { Relations = shape.Relations }, ct)
            .ConfigureAwait(false);
        return created.Match(written => Show(201, scope, written.Resource, shape) with { Changed = written.Changed }, ScimAnswer.Refuse);
    }

    private static async Task<ScimAnswer> ReplaceAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        var plan = ResourceReader.Read(request.Body, request.Type, scope.Schemas, scope.Profile, scope.Tolerances)
            .Map(read => PutPlan.From(read, request.Type, scope.Profile));
        return await ChangeAsync(scope, request, plan, answersBody: true, ct).ConfigureAwait(false);
    }

    private static async Task<ScimAnswer> PatchAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        var plan = PatchText.Read(request.Body, request.Type, scope.Schemas, scope.Profile, scope.Tolerances);
        var answersBody = (request.Type.Name == "Group" ? scope.Profile.PatchGroupAnswersBody : scope.Profile.PatchAnswersBody)
            || request.Attributes is not null || request.ExcludedAttributes is not null;
        return await ChangeAsync(scope, request, plan, answersBody, ct).ConfigureAwait(false);
    }

    private static async Task<ScimAnswer> ChangeAsync(
        ScimScope scope, ScimRequest request, ScimResult<PatchPlan> planned, bool answersBody, CancellationToken ct)
    {
        ScimError? error;
        if (!AnswerShape.Read(request, scope.Profile).TryGet(out var shape, out error) || !planned.TryGet(out var plan, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        if (!(await Precondition.ReadAsync(scope, request, ct).ConfigureAwait(false)).TryGet(out var ifMatch, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        var change = new ResourceChange
        {
            Type = request.Type,
            Id = request.Id,
            IfMatch = ifMatch,
            Document = plan.Document,
            Members = plan.Members,
            Relations = answersBody ? shape.Relations : Relations.None,
        };
        var changed = await scope.Store.ChangeAsync(change, ct).ConfigureAwait(false);
        return changed.Match(
            written => (answersBody ? Show(200, scope, written.Resource, shape) : NoContent(scope, written.Resource)) with { Changed = written.Changed },
            ScimAnswer.Refuse);
    }

    private static async Task<ScimAnswer> DeleteAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        if (!(await Precondition.ReadAsync(scope, request, ct).ConfigureAwait(false)).TryGet(out var ifMatch, out var error))
        {
            return ScimAnswer.Refuse(error);
        }

        var deleted = await scope.Store.DeleteAsync(request.Type, request.Id, ifMatch, ct).ConfigureAwait(false);
        return deleted.Match(removed => new ScimAnswer { Status = 204, Ids = [removed.Id], Changed = true }, ScimAnswer.Refuse);
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

        return parsed.Then(filter => ResourceMatch.Check(filter, request.Type, scope.Profile)).Map(filter => (Filter?)filter);
    }

    private static ScimAnswer Show(int status, ScimScope scope, StoredResource resource, AnswerShape shape) => new()
    {
        Status = status,
        ETag = EntityTag.Print(resource.Version),
        Location = scope.Locate(resource.Type, resource.Id),
        Ids = [resource.Id],
        Body = output => ResourceBody.Write(output, resource, shape, scope),
    };

    private static ScimAnswer ShowPage(ScimScope scope, ResourcePage page, int startIndex, AnswerShape shape) => new()
    {
        Status = 200,
        Ids = [.. page.Resources.Take(ScimAnswer.MaxIds).Select(resource => resource.Id)],
        Total = page.TotalResults,
        Body = output => ListResponse.Write(
            output, page.TotalResults, startIndex, page.Resources, (to, resource) => ResourceBody.Write(to, resource, shape, scope)),
    };

    private static ScimAnswer NoContent(ScimScope scope, StoredResource resource) => new()
    {
        Status = 204,
        ETag = EntityTag.Print(resource.Version),
        Location = scope.Locate(resource.Type, resource.Id),
        Ids = [resource.Id],
    };

    private static ScimAnswer NotModified(ScimScope scope, StoredResource resource) => NoContent(scope, resource) with { Status = 304 };

    private static string? Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
