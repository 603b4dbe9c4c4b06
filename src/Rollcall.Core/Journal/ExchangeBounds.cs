namespace Rollcall.Core.Journal;

/// <summary>Cuts what a stranger may have written to a length that cannot fill the disk, and makes it safe to print.</summary>
internal static class ExchangeBounds
{
    private const int LongestRoute = 300;
    private const int LongestQuery = 1024;
    private const int LongestWord = 256;

    public static Exchange Apply(Exchange e) => e with
    {
        Verb = Redaction.Text(e.Verb, 16),
        Route = Redaction.Text(e.Route, LongestRoute),
        Pattern = Redaction.Text(e.Pattern, LongestWord),
        Query = e.Query is { } query ? Redaction.Text(query, LongestQuery) : null,
        Code = e.Code is { } code ? Redaction.Text(code, 64) : null,
        Actor = Redaction.Text(e.Actor, 64),
        Tolerances = e.Tolerances is { } tolerances ? Redaction.Text(tolerances, LongestQuery) : null,
        Subject = e.Subject is { } subject ? Subject(subject) : null,
        Ids = [.. e.Ids.Take(Exchange.MostIds).Select(id => Redaction.Text(id, 64))],
        Request = e.Request is { Length: > Redaction.LongestBody + Redaction.LongestNote } ? Redaction.Body(e.Request) : e.Request,
    };

    /// <summary>A subject as it is kept, and so as it must be looked for.</summary>
    public static string Subject(string key) => Redaction.Text(key, LongestWord);
}
