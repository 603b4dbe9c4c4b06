using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Rollcall.Server.Tests.Security;

/// <summary>Every endpoint that there is, as requests of one account. A new endpoint is walked without being named here.</summary>
internal static class RouteWalk
{
    /// <summary>What asks for no credential; a new one must be written down here.</summary>
    public static IReadOnlyList<string> Open { get; } =
        ["/healthz", "/readyz", "/openapi/{documentName}.json", "/client/v1/connect", "/client/v1/enroll", "/client/v1/heartbeat", "/client/v1/disconnect", "/events/v1/poll", "/.well-known/rollcall/{account}/jwks.json", "/metrics", "/oauth/token"];

    public static List<RouteEndpoint> Endpoints(TestServer server)
    {
        var found = server.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(found.Count > 25);
        return found;
    }

    /// <summary>The requests of those that ask for a credential.</summary>
    public static IEnumerable<(string Verb, string Path, bool IsScim)> Closed(TestServer server, Tenant tenant) =>
        All(server, tenant).Where(static r => !Open.Contains(r.Pattern)).Select(static r => (r.Verb, r.Path, r.Path.StartsWith("/scim", StringComparison.Ordinal)));

    public static IEnumerable<(string Verb, string Path, string Pattern)> All(TestServer server, Tenant tenant)
    {
        foreach (var endpoint in Endpoints(server))
        {
            var pattern = endpoint.RoutePattern.RawText!;
            var path = pattern.Replace("{account}", pattern.StartsWith("/scim", StringComparison.Ordinal) ? tenant.Id : tenant.Subdomain, StringComparison.Ordinal)
                .Replace("{directory}", tenant.Directory, StringComparison.Ordinal)
                .Replace("{**scimPath}", "Users", StringComparison.Ordinal)
                .Replace("{**rest}", "v2/Users", StringComparison.Ordinal)
                .Replace("{no:long}", "4096", StringComparison.Ordinal);
            path = path.Contains('{', StringComparison.Ordinal) ? Regex.Replace(path, "{[^}]*}", "x", RegexOptions.NonBacktracking) : path;
            foreach (var verb in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST", "PUT", "PATCH", "DELETE"])
            {
                yield return (verb, path, pattern);
            }
        }
    }
}
