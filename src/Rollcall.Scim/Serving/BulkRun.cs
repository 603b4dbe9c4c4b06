using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;

namespace Rollcall.Scim.Serving;

/// <summary>One bulk request at work (RFC 7644 section 3.7): each operation as a request of its own would be, in the order of <see cref="BulkPlan"/>.</summary>
internal sealed class BulkRun(ScimProvider provider, ScimScope scope, BulkRequest bulk)
{
    private readonly BulkResult?[] _results = new BulkResult?[bulk.Operations.Count];
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _makers = new(StringComparer.Ordinal);
    private readonly List<string> _touched = [];
    private bool _changed;

    public async Task<ScimAnswer> RunAsync(CancellationToken ct)
    {
        var order = BulkPlan.Order(bulk.Operations);
        RefuseRepeatedNames();
        foreach (var knot in order)
        {
            if (bulk.FailOnErrors is { } limit && _results.Count(r => r?.Error is not null) >= limit)
            {
                break;
            }

            if (knot.Count > 1 || BulkReferences.Of(bulk.Operations[knot[0]]).Contains(bulk.Operations[knot[0]].BulkId ?? ""))
            {
                await TieAsync(knot, ct).ConfigureAwait(false);
            }
            else
            {
                await TakeAsync(knot[0], ct).ConfigureAwait(false);
            }
        }

        return new ScimAnswer
        {
            Status = 200,
            Ids = [.. _touched.Take(ScimAnswer.MaxIds)],
            Changed = _changed,
            Operations = [.. _results.Select((result, i) => result ?? NotTried(bulk.Operations[i]))],
            Body = output => BulkResponse.Write(output, _results.OfType<BulkResult>()),
        };
    }

    private static BulkResult NotTried(BulkOperation operation) => new()
    {
        Method = operation.Method,
        BulkId = operation.BulkId,
        Status = 400,
        Error = new ScimError(400, null, "This operation was not tried, since failOnErrors was reached before it."),
    };

    private void RefuseRepeatedNames()
    {
        for (var i = 0; i < bulk.Operations.Count; i++)
        {
            var operation = bulk.Operations[i];
            if (!BulkPlan.IsPost(operation))
            {
                continue;
            }

            if (string.IsNullOrEmpty(operation.BulkId))
            {
                Fail(i, new ScimError(400, ScimErrorType.InvalidValue, "A POST in a bulk request needs a bulkId."));
            }
            else if (!_makers.Add(operation.BulkId))
            {
                Fail(i, new ScimError(400, ScimErrorType.InvalidValue, "Another operation of this bulk request has the same bulkId."));
            }
        }
    }

    /// <summary>An operation that needs nothing but what is there by now.</summary>
    private async Task TakeAsync(int index, CancellationToken ct)
    {
        if (_results[index] is not null)
        {
            return;
        }

        var operation = bulk.Operations[index];
        if (!BulkTarget.Read(operation, scope).TryGet(out var target, out var error) || (error = Unresolved(operation, [])) is not null)
        {
            Fail(index, error);
            return;
        }

        var data = BulkReferences.Resolve(operation.Data, _ids.GetValueOrDefault);
        var id = BulkReferences.ResolvePath(target.Id, _ids.GetValueOrDefault);
        Note(index, target, await SendAsync(target with { Id = id }, data, operation.Version, ct).ConfigureAwait(false), id);
    }

    /// <summary>
    /// Resources that name each other: each is created without the names that do not exist yet, then these are added. Where one fails, all of the knot
    /// are taken back, so that no operation is half done.
    /// </summary>
    private async Task TieAsync(IReadOnlyList<int> knot, CancellationToken ct)
    {
        var pending = knot.Select(i => bulk.Operations[i].BulkId!).ToHashSet(StringComparer.Ordinal);
        var made = new List<(int Index, BulkTarget Target, JsonArray Later)>();
        foreach (var index in knot)
        {
            var later = await MakeAsync(index, pending, ct).ConfigureAwait(false);
            if (later is not { } rest)
            {
                await UndoAsync(knot, made.ConvertAll(m => m.Target), ct).ConfigureAwait(false);
                return;
            }

            made.Add((index, rest.Target, rest.Later));
            pending.Remove(bulk.Operations[index].BulkId!);
        }

        foreach (var (index, target, later) in made)
        {
            if (later.Count > 0 && !await AddAsync(index, target, later, ct).ConfigureAwait(false))
            {
                await UndoAsync(knot, made.ConvertAll(m => m.Target), ct).ConfigureAwait(false);
                return;
            }
        }
    }

    private async Task<(BulkTarget Target, JsonArray Later)?> MakeAsync(int index, HashSet<string> pending, CancellationToken ct)
    {
        var operation = bulk.Operations[index];
        ScimError? error = null;
        if (_results[index] is not null || !BulkTarget.Read(operation, scope).TryGet(out var target, out error) || (error = Unresolved(operation, pending)) is not null)
        {
            Fail(index, _results[index]?.Error ?? error!);
            return null;
        }

        var data = BulkReferences.Resolve(operation.Data, _ids.GetValueOrDefault);
        var later = data is JsonObject resource ? BulkReferences.TakeOut(resource, pending.Contains) : [];
        var answer = await SendAsync(target, data, null, ct).ConfigureAwait(false);
        Note(index, target, answer, "");
        return answer.Error is null ? (target with { Id = answer.Ids[0] }, later) : null;
    }

    private async Task<bool> AddAsync(int index, BulkTarget target, JsonArray later, CancellationToken ct)
    {
        var patch = BulkReferences.Resolve(BulkReferences.Patch(later), _ids.GetValueOrDefault);
        var answer = await SendAsync(target with { Operation = ScimOperation.Patch }, patch, null, ct).ConfigureAwait(false);
        if (answer.Error is { } error)
        {
            Fail(index, error);
            return false;
        }

        _results[index] = _results[index]! with { Version = answer.ETag };
        return true;
    }

    private async Task UndoAsync(IReadOnlyList<int> knot, List<BulkTarget> made, CancellationToken ct)
    {
        made.Reverse();
        foreach (var target in made)
        {
            await SendAsync(target with { Operation = ScimOperation.Delete }, null, null, ct).ConfigureAwait(false);
        }

        foreach (var index in knot)
        {
            _ids.Remove(bulk.Operations[index].BulkId!);
            if (_results[index]?.Error is null)
            {
                Fail(index, new ScimError(409, null, "This resource and others of the bulk request name each other, and one of those was refused; so none of them was kept."));
            }
        }
    }

    /// <summary>409 where a reference leads to no resource that the request has made, or is just making.</summary>
    private ScimError? Unresolved(BulkOperation operation, HashSet<string> pending)
    {
        foreach (var id in BulkReferences.Of(operation))
        {
            if (!_ids.ContainsKey(id) && !pending.Contains(id))
            {
                var shown = id.Length <= 100 ? id : id[..100];
                return new ScimError(409, null, _makers.Contains(id)
                    ? $"bulkId:{shown} names an operation of this bulk request that failed."
                    : $"bulkId:{shown} names no POST of this bulk request.");
            }
        }

        return null;
    }

    private async Task<ScimAnswer> SendAsync(BulkTarget target, JsonNode? data, string? version, CancellationToken ct)
    {
        // The RFC's own figure (section 3.7.3) gives a PATCH's operations as a bare array; erratum 5050 mends it.
        var body = target.Operation == ScimOperation.Patch && data is JsonArray operations ? BulkReferences.Patch(operations) : data;
        var request = new ScimRequest
        {
            Operation = target.Operation,
            Type = target.Type,
            Id = target.Id,
            IfMatch = version,
            Body = body is null ? default : Encoding.UTF8.GetBytes(body.ToJsonString()),
        };
        var answer = await provider.AnswerAsync(scope, request, ct).ConfigureAwait(false);
        _changed |= answer.Changed;
        return answer;
    }

    private void Note(int index, BulkTarget target, ScimAnswer answer, string id)
    {
        if (answer.Error is { } error)
        {
            Fail(index, error, target with { Id = id });
            return;
        }

        var operation = bulk.Operations[index];
        var known = answer.Ids.Count > 0 ? answer.Ids[0] : id;
        _touched.Add(known);
        if (target.Operation == ScimOperation.Create)
        {
            _ids[operation.BulkId!] = known;
        }

        _results[index] = new BulkResult
        {
            Method = operation.Method,
            BulkId = operation.BulkId,
            Status = answer.Status,
            Version = answer.ETag,
            Location = scope.Locate(target.Type, known),
        };
    }

    private void Fail(int index, ScimError error, BulkTarget? target = null)
    {
        var operation = bulk.Operations[index];
        _results[index] = new BulkResult
        {
            Method = operation.Method,
            BulkId = operation.BulkId,
            Status = error.Status,
            Error = error,
            Location = target is { Operation: not ScimOperation.Create } ? scope.Locate(target.Type, target.Id) : null,
        };
    }
}
