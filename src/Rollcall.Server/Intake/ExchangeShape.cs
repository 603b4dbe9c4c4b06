using System.Text.Json;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;
using Rollcall.Scim.AspNetCore;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;
using Rollcall.Server.Security;

namespace Rollcall.Server.Intake;

/// <summary>Reads out of a finished SCIM request what the journal keeps of it.</summary>
internal static class ExchangeShape
{
    private const int LongestSubject = 512;

    /// <summary>The path below the Base URL where a token opened it, else the whole path.</summary>
    public static string RouteOf(HttpContext http, DirectoryVisit? visit)
    {
        var path = http.Request.Path.Value ?? "/";
        if (visit is null)
        {
            return path;
        }

        var at = 0;
        for (var slashes = 0; at < path.Length && slashes < 5; at++)
        {
            slashes += path[at] == '/' ? 1 : 0;
        }

        return at >= path.Length ? "/" : path[(at - 1)..];
    }

    /// <summary>The route's pattern: one of a few texts.</summary>
    public static string PatternOf(ScimExchange exchange, DirectoryVisit? visit) => (visit, exchange) switch
    {
        (null, _) => "/scim",
        (_, { ResourceType: { } type, Operation: ScimOperation.Search }) => $"/{type}s/.search",
        (_, { ResourceType: { } type, ResourceId: null }) => $"/{type}s",
        (_, { ResourceType: { } type }) => $"/{type}s/{{id}}",
        (_, { Operation: ScimOperation.Discover }) => "/discovery",
        _ => "/other",
    };

    /// <summary>What sort of exchange it is.</summary>
    public static ExchangeKind KindOf(ScimExchange exchange, int status, Filter.Compare? sought) => status switch
    {
        401 => ExchangeKind.Unauthorized,
        >= 400 => ExchangeKind.Refusal,
        _ when exchange.Operation is ScimOperation.List or ScimOperation.Search && sought is not null =>
            exchange.Total == 0 && IsRandom(sought) ? ExchangeKind.TestConnection : ExchangeKind.Match,
        _ when exchange.Operation is ScimOperation.Create or ScimOperation.Replace or ScimOperation.Patch or ScimOperation.Delete => ExchangeKind.NoOp,
        _ => ExchangeKind.Read,
    };

    /// <summary>The comparison by which a filter looks for one resource; null where it does not.</summary>
    public static Filter.Compare? SoughtIn(string? filter) =>
        filter is { Length: <= 4096 } && FilterText.Parse(filter, ExpressionForms.Tolerant).TryGet(out var tree, out _) ? Sought(tree) : null;

    /// <summary>The case key of whom the request was about.</summary>
    public static string? SubjectOf(ScimExchange exchange, Filter.Compare? sought, int status)
    {
        var name = sought?.Value is FilterValue.Text(var value) ? value : status >= 400 ? NameIn(exchange.RequestBody) : null;
        return name is { Length: > 0 and <= LongestSubject } ? ScimText.CaseKey(name) : null;
    }

    /// <summary>The journal's word for a refusal.</summary>
    public static string? CodeOf(ScimExchange exchange, DirectoryDoor? door) => exchange switch
    {
        _ when door?.Code is { } code => code,
        { Error: null } => null,
        { Error.Type: { } type } => Camel(type.ToString()),
        { Operation: ScimOperation.None, Status: 404 } => RefusalCodes.UnknownRoute,
        _ => exchange.Error.Code,
    };

    /// <summary>Deviations as <c>code=count</c>, joined by commas; null where there are none.</summary>
    public static string? TolerancesOf(Tolerances tolerances) => tolerances.ToString() is { Length: > 0 } counts ? counts : null;

    /// <summary>Identity providers test a connection by asking for somebody who cannot be there: Entra ID takes a random GUID as userName (learn.microsoft.com, 2026).</summary>
    private static bool IsRandom(Filter.Compare sought) => sought.Value is FilterValue.Text(var text) && Guid.TryParse(text, out _) && !IsId(sought);

    private static bool IsId(Filter.Compare sought) => sought.Path.ToString() is { } path
        && (path.Equals("id", StringComparison.OrdinalIgnoreCase) || path.Equals("externalId", StringComparison.OrdinalIgnoreCase));

    private static Filter.Compare? Sought(Filter filter) => filter switch
    {
        Filter.Compare { Operator: CompareOperator.Eq, Value: FilterValue.Text } compare => compare,
        Filter.Some some => Sought(some.Inner),
        Filter.And and => Last(and),
        _ => null,
    };

    // emails[type eq "work" and value eq "x"]: the value says whom, the type does not.
    private static Filter.Compare? Last(Filter.And and) =>
        new[] { Sought(and.Right), Sought(and.Left) }.OfType<Filter.Compare>().OrderBy(static c => c.Path.ToString().EndsWith("type", StringComparison.OrdinalIgnoreCase)).FirstOrDefault();

    private static string? NameIn(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? null
                : document.RootElement.EnumerateObject()
                    .Where(static p => p.Value.ValueKind == JsonValueKind.String && (Is(p, "userName") || Is(p, "displayName")))
                    .OrderByDescending(static p => Is(p, "userName")).Select(static p => p.Value.GetString()).FirstOrDefault();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Is(JsonProperty property, string name) => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
