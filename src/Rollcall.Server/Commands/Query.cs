namespace Rollcall.Server.Commands;

/// <summary>Query strings, and the word for the next page.</summary>
internal static class Query
{
    /// <summary>The query of the parameters that have a value.</summary>
    public static string Of(params IReadOnlyList<(string Name, string? Value)> parameters)
    {
        var given = parameters.Where(static p => !string.IsNullOrEmpty(p.Value)).Select(static p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }

    /// <summary>Says how to see more.</summary>
    public static void SayNext(Say say, string? next)
    {
        if (next is not null)
        {
            say.Line($"More with --after {next}");
        }
    }
}
