namespace Rollcall.EndToEnd.Tests.Histories;

/// <summary>What was done with one userName, and what it told. The state is the id of who bears it, empty where nobody does.</summary>
internal abstract record NameAction
{
    private NameAction()
    {
    }

    /// <summary>201; without an answer the id is not known.</summary>
    internal sealed record Create(string? Id, int Mark) : NameAction;

    /// <summary>409.</summary>
    internal sealed record Taken : NameAction;

    /// <summary>204.</summary>
    internal sealed record Delete(string Id) : NameAction;

    /// <summary>404 for an id that bore it.</summary>
    internal sealed record Gone(string Id) : NameAction;

    /// <summary>Looked for by the name; empty where nobody was found.</summary>
    internal sealed record Find(string Id) : NameAction;

    private const string Unknown = "?";

    /// <summary>No two at once bear a name, and what is deleted bears it no more.</summary>
    public static IEnumerable<string> Step(string bearer, NameAction action) => action switch
    {
        Create { Id: var id, Mark: var mark } when bearer.Length == 0 => [id ?? Unknown + mark.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        Taken when bearer.Length > 0 => [bearer],
        Delete { Id: var id } when Is(bearer, id) => [""],
        Gone { Id: var id } when bearer != id => [bearer],
        Find { Id: var id } when Is(bearer, id) => [id],
        _ => [],
    };

    private static bool Is(string bearer, string id) => bearer == id || (id.Length > 0 && bearer.StartsWith(Unknown, StringComparison.Ordinal));
}
