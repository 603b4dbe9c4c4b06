using System.Security.Cryptography;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>A service provider of RFC 7644 over a host's store. It has no state but its options, so one serves all requests of all tenants.</summary>
public sealed class ScimProvider
{
    private static readonly Task<ScimAnswer> NotServed = Task.FromResult(ScimAnswer.Refuse(new ScimError(501, null, "This operation is not implemented here.")));

    private readonly ListAnswers _lists;

    /// <summary>A provider of these bounds.</summary>
    /// <param name="options">The bounds; <see cref="ScimOptions.Faults"/> finds none in them.</param>
    /// <param name="time">Tells when cursors expire; null takes the system's clock.</param>
    public ScimProvider(ScimOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        var key = options.CursorKey?.ToArray() ?? RandomNumberGenerator.GetBytes(ScimOptions.CursorKeyBytes);
        _lists = new ListAnswers(options, new CursorSeal(key, options.CursorLifetime, time ?? TimeProvider.System));
    }

    /// <summary>The bounds it keeps.</summary>
    public ScimOptions Options { get; }

    /// <summary>Answers one request for resources. A refusal is an answer; only bugs and broken machines throw.</summary>
    public Task<ScimAnswer> AnswerAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        return request.Operation switch
        {
            ScimOperation.Get => GetAsync(scope, request, ct),
            ScimOperation.List => _lists.ListAsync(scope, request, ct),
            ScimOperation.Search => _lists.SearchAsync(scope, request, ct),
            ScimOperation.Create => CreateAsync(scope, request, ct),
            ScimOperation.Replace => ReplaceAsync(scope, request, ct),
            ScimOperation.Patch => PatchAsync(scope, request, ct),
            ScimOperation.Delete => DeleteAsync(scope, request, ct),
            ScimOperation.Bulk when Options.Bulk => BulkAsync(scope, request, ct),
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
            var bare = await scope.Store.FindAsync(request.Target, request.Id, Relations.None, ct).ConfigureAwait(false);
            if (bare.TryGet(out var current, out _) && known.Matches(current.Version))
            {
                return NotModified(scope, current);
            }
        }

        var found = await scope.Store.FindAsync(request.Target, request.Id, shape.Relations, ct).ConfigureAwait(false);
        return found.Match(
            resource => known?.Matches(resource.Version) == true ? NotModified(scope, resource) : Show(200, scope, resource, shape), ScimAnswer.Refuse);
    }

    private async Task<ScimAnswer> BulkAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        if (!BulkRequest.Read(request.Body, scope.Profile, scope.Tolerances).TryGet(out var bulk, out var error))
        {
            return ScimAnswer.Refuse(error);
        }

        return bulk.Operations.Count <= Options.BulkMaxOperations
            ? await new BulkRun(this, scope, bulk).RunAsync(ct).ConfigureAwait(false)
            : ScimAnswer.Refuse(new ScimError(
                413, null, $"The bulk request has {bulk.Operations.Count} operations; maxOperations is {Options.BulkMaxOperations}. Send them in several requests."));
    }

    private static async Task<ScimAnswer> CreateAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        ScimError? error;
        if (!AnswerShape.Read(request, scope.Profile, answersWrite: true).TryGet(out var shape, out error)
            || !ResourceReader.Read(request.Body, request.Target, scope.Schemas, scope.Profile, scope.Tolerances).TryGet(out var read, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        IReadOnlyList<MemberChange> members = read.MemberIds is { Count: > 0 } ids ? [new MemberChange.Add(ids)] : [];
        var created = await scope.Store.CreateAsync(new NewResource(request.Target, read.Document, members) { Relations = shape.Relations }, ct)
            .ConfigureAwait(false);
        return created.Match(written => Show(201, scope, written.Resource, shape) with { Changed = written.Changed }, ScimAnswer.Refuse);
    }

    private static async Task<ScimAnswer> ReplaceAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        var plan = ResourceReader.Read(request.Body, request.Target, scope.Schemas, scope.Profile, scope.Tolerances)
            .Map(read => PutPlan.From(read, request.Target, scope.Profile));
        return await ChangeAsync(scope, request, plan, answersBody: true, ct).ConfigureAwait(false);
    }

    private static async Task<ScimAnswer> PatchAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        var plan = PatchText.Read(request.Body, request.Target, scope.Schemas, scope.Profile, scope.Tolerances);
        var answersBody = (request.Target.Name == "Group" ? scope.Profile.PatchGroupAnswersBody : scope.Profile.PatchAnswersBody)
            || request.Attributes is not null || request.ExcludedAttributes is not null;
        return await ChangeAsync(scope, request, plan, answersBody, ct).ConfigureAwait(false);
    }

    private static async Task<ScimAnswer> ChangeAsync(
        ScimScope scope, ScimRequest request, ScimResult<PatchPlan> planned, bool answersBody, CancellationToken ct)
    {
        ScimError? error;
        if (!AnswerShape.Read(request, scope.Profile, answersWrite: true).TryGet(out var shape, out error) || !planned.TryGet(out var plan, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        if (!(await Precondition.ReadAsync(scope, request, ct).ConfigureAwait(false)).TryGet(out var ifMatch, out error))
        {
            return ScimAnswer.Refuse(error);
        }

        var change = new ResourceChange
        {
            Type = request.Target,
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

        var deleted = await scope.Store.DeleteAsync(request.Target, request.Id, ifMatch, ct).ConfigureAwait(false);
        return deleted.Match(removed => new ScimAnswer { Status = 204, Ids = [removed.Id], Changed = true }, ScimAnswer.Refuse);
    }

    private static ScimAnswer Show(int status, ScimScope scope, StoredResource resource, AnswerShape shape) => new()
    {
        Status = status,
        ETag = EntityTag.Print(resource.Version),
        Location = scope.Locate(resource.Type, resource.Id),
        Ids = [resource.Id],
        Body = output => ResourceBody.Write(output, resource, shape, scope),
    };

    private static ScimAnswer NoContent(ScimScope scope, StoredResource resource) => new()
    {
        Status = 204,
        ETag = EntityTag.Print(resource.Version),
        Location = scope.Locate(resource.Type, resource.Id),
        Ids = [resource.Id],
    };

    private static ScimAnswer NotModified(ScimScope scope, StoredResource resource) => NoContent(scope, resource) with { Status = 304 };
}
