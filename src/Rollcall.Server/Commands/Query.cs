namespace Rollcall.Server.Commands;

/// <summary>Query strings.</summary>
internal static class Query
{
    /// <summary>The query of the parameters that have a value.</summary>
    public static string Of(params IReadOnlyList<(string Name, string? Value)> parameters)
    {
        var given = parameters.Where(static p => !string.IsNullOrEmpty(p.Value)).Select(static p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
