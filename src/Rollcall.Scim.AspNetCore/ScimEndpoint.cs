using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>
/// The one endpoint below a base URL. It reads the path itself, since the resource types are the scope's and may differ from tenant to tenant, and since
/// every wrong path and method must answer in SCIM's way.
/// </summary>
internal sealed class ScimEndpoint(ScimProvider provider, ScimHost host, ILogger logger)
{
    public const string PathParameter = "scimPath";

    public async Task InvokeAsync(HttpContext http)
    {
        // A host's middleware may have set one, to keep what happens before this endpoint in the same place.
        var exchange = http.Features.Get<ScimExchange>() ?? new ScimExchange();
        http.Features.Set(exchange);
        var ct = http.RequestAborted;
        try
        {
            var answer = await AnswerAsync(http, exchange, ct).ConfigureAwait(false);
            await ScimResponse.WriteAsync(http, answer, exchange.Scope?.Profile.AnswersPlainJson == true, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
#pragma warning disable CA1031 // This is one of the three edges where exceptions end (docs/house.md).
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await FailAsync(http, exception, ct).ConfigureAwait(false);
        }
    }

    private async Task<ScimAnswer> AnswerAsync(HttpContext http, ScimExchange exchange, CancellationToken ct)
    {
        var opened = await host.OpenScope(http, ct).ConfigureAwait(false);
        if (!opened.TryGet(out var scope, out var refusal))
        {
            return ScimAnswer.Refuse(refusal);
        }

        exchange.Scope = scope;
        var path = http.GetRouteValue(PathParameter) as string ?? "";
        if (ScimRoute.Read(path, scope.Schemas) is not { } route || (route is ScimRoute.AsyncResult && host.Asynchronous is null))
        {
            return ScimAnswer.Refuse(NoRoute(scope));
        }

        var operation = Operation(route, http.Request.Method);
        exchange.Operation = operation;
        if (operation == ScimOperation.None)
        {
            http.Response.Headers.Allow = route.Allow;
            return ScimAnswer.Refuse(new ScimError(405, null, $"This endpoint has no method {Shown(http.Request.Method)}; it has {route.Allow}."));
        }

        return route switch
        {
            ScimRoute.Collection collection => await ServeAsync(http, scope, Noted(exchange, collection.Type.Name, null), operation, collection.Type, "", ct)
                .ConfigureAwait(false),
            ScimRoute.Single single => await ServeAsync(http, scope, Noted(exchange, single.Type.Name, single.Id), operation, single.Type, single.Id, ct)
                .ConfigureAwait(false),
            ScimRoute.Search search => await ServeAsync(http, scope, Noted(exchange, search.Type?.Name, null), operation, search.Type, "", ct)
                .ConfigureAwait(false),
            ScimRoute.Root or ScimRoute.Bulk => await ServeAsync(http, scope, exchange, operation, null, "", ct).ConfigureAwait(false),
            ScimRoute.Me => await ServeMeAsync(http, scope, exchange, ct).ConfigureAwait(false),
            ScimRoute.AsyncResult result => await AsyncAnswers.StatusAsync(host.Asynchronous!, scope, result.Transaction, ct).ConfigureAwait(false),
            ScimRoute.Discovery discovery => Discover(http, scope, discovery),
            _ => ScimAnswer.Refuse(NoRoute(scope)),
        };
    }

    /// <summary>RFC 7644 section 3.11: the caller's own resource, with the place where it can be found for good.</summary>
    private async Task<ScimAnswer> ServeMeAsync(HttpContext http, ScimScope scope, ScimExchange exchange, CancellationToken ct)
    {
        var operation = Operation(new ScimRoute.Single(null!, ""), http.Request.Method);
        if (scope.Me is not { } id || scope.Schemas.FindType("User") is not { } type || operation == ScimOperation.None)
        {
            return ScimAnswer.Refuse(new ScimError(501, null, scope.Me is null
                ? "/Me has no answer here: this credential belongs to no user. Ask for the resource by its id."
                : "A user cannot be created at /Me here; POST to /Users."));
        }

        exchange.Operation = operation;
        var answer = await ServeAsync(http, scope, Noted(exchange, type.Name, id), operation, type, id, ct).ConfigureAwait(false);
        http.Response.Headers.Location = answer.Location;
        return answer;
    }

    private async Task<ScimAnswer> ServeAsync(
        HttpContext http, ScimScope scope, ScimExchange exchange, ScimOperation operation, Schemas.ResourceType? type, string id, CancellationToken ct)
    {
        if (!ScimQuery.Read(http.Request, operation, type, id).TryGet(out var request, out var error))
        {
            return ScimAnswer.Refuse(error);
        }

        exchange.Filter = request.Filter;
        if (HasBody(operation))
        {
            if (MediaTypes.Refuse(http.Request) is { } wrongType)
            {
                return ScimAnswer.Refuse(wrongType);
            }

            var read = operation == ScimOperation.Bulk
                ? await BodyReading.ReadAsync(http.Request, provider.Options.BulkMaxBodyBytes, "maxPayloadSize", ct).ConfigureAwait(false)
                : await BodyReading.ReadAsync(http.Request, provider.Options.MaxBodyBytes, null, ct).ConfigureAwait(false);
            if (!read.TryGet(out var body, out error))
            {
                return ScimAnswer.Refuse(error);
            }

            exchange.RequestBody = body;
            request = request with { Body = body };
        }

        // Only writes: a question is answered at once or not at all.
        return host.Asynchronous is { } keeper && IsWrite(operation) && Preference.AsynchronousAfter(http.Request.Headers["Prefer"]) is { } wait
            ? await AsyncAnswers.AnswerAsync(provider, keeper, scope, request, wait, ct).ConfigureAwait(false)
            : await provider.AnswerAsync(scope, request, ct).ConfigureAwait(false);
    }

    private bool IsWrite(ScimOperation operation) =>
        operation is ScimOperation.Create or ScimOperation.Replace or ScimOperation.Patch or ScimOperation.Delete
        || (operation == ScimOperation.Bulk && provider.Options.Bulk);

    private bool HasBody(ScimOperation operation) =>
        operation is ScimOperation.Create or ScimOperation.Replace or ScimOperation.Patch or ScimOperation.Search
        || (operation == ScimOperation.Bulk && provider.Options.Bulk);

    private ScimAnswer Discover(HttpContext http, ScimScope scope, ScimRoute.Discovery discovery)
    {
        if (discovery.Document == "ServiceProviderConfig")
        {
            return ScimDiscovery.Configuration(scope, provider.Options, host.Asynchronous is null ? AsyncRequests.None : AsyncRequests.Request);
        }

        if (http.Request.Query.ContainsKey("filter"))
        {
            return ScimDiscovery.RefuseFilter();
        }

        return discovery.Document == "Schemas" ? ScimDiscovery.Schemas(scope, discovery.Name) : ScimDiscovery.ResourceTypes(scope, discovery.Name);
    }

    private async Task FailAsync(HttpContext http, Exception exception, CancellationToken ct)
    {
        var method = Shown(http.Request.Method);
        if (http.Response.HasStarted || http.Response.BodyWriter.UnflushedBytes > 0)
        {
            // Part of an answer cannot be taken back, and half a document must not look like a whole one.
            Log.FailedWhileWriting(logger, method, http.TraceIdentifier, exception);
            http.Abort();
            return;
        }

        var error = Judge(http, exception, method);
        if (ct.IsCancellationRequested)
        {
            return;
        }

        http.Response.Clear();
        try
        {
            await ScimResponse.WriteErrorAsync(http, error, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client that caused the failure by going has gone; a host's middleware still sees the exchange.
        }
    }

    private ScimError Judge(HttpContext http, Exception exception, string method)
    {
        if (host.Outage?.Invoke(exception) is { } outage)
        {
            Log.Outage(logger, method, outage.Status, http.TraceIdentifier, exception);
            return outage;
        }

        Log.Failed(logger, method, http.TraceIdentifier, exception);
        return new ScimError(500, null, $"The server failed on this request, which need not be changed. Its operator finds it by request {http.TraceIdentifier}.");
    }

    private static ScimOperation Operation(ScimRoute route, string method) => (route, method) switch
    {
        (ScimRoute.Collection, "GET" or "HEAD") => ScimOperation.List,
        (ScimRoute.Collection, "POST") => ScimOperation.Create,
        (ScimRoute.Single, "GET" or "HEAD") => ScimOperation.Get,
        (ScimRoute.Single, "PUT") => ScimOperation.Replace,
        (ScimRoute.Single, "PATCH") => ScimOperation.Patch,
        (ScimRoute.Single, "DELETE") => ScimOperation.Delete,
        (ScimRoute.Search, "POST") => ScimOperation.Search,
        (ScimRoute.Discovery, "GET" or "HEAD") => ScimOperation.Discover,
        (ScimRoute.AsyncResult, "GET" or "HEAD") => ScimOperation.AsyncResult,
        (ScimRoute.Root, "GET" or "HEAD") => ScimOperation.List,
        (ScimRoute.Bulk, "POST") => ScimOperation.Bulk,
        (ScimRoute.Me, "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE") => ScimOperation.Me,
        _ => ScimOperation.None,
    };

    private static ScimExchange Noted(ScimExchange exchange, string? type, string? id)
    {
        exchange.ResourceType = type;
        exchange.ResourceId = id;
        return exchange;
    }

    private static ScimError NoRoute(ScimScope scope) => new(
        404, null, $"There is nothing at this path. Below {scope.BaseText} are {string.Join(", ", scope.Schemas.Types.Select(type => type.Endpoint))}, "
        + "/ServiceProviderConfig, /Schemas and /ResourceTypes.");

    // A method is the client's own text; only letters are repeated.
    private static string Shown(string method) => method.Length <= 20 && method.All(char.IsAsciiLetter) ? method : "of that name";
}
