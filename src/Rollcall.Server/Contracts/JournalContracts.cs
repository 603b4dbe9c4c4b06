using System.Text.Json;

namespace Rollcall.Server.Contracts;

/// <summary>One line of the journal.</summary>
/// <param name="No">Its number within the account; the order of the feed.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind"><c>change</c>, <c>read</c>, <c>match</c>, <c>testConnection</c>, <c>refusal</c>, <c>unauthorized</c>, <c>noOp</c> or <c>admission</c>.</param>
/// <param name="Verb">The HTTP verb; empty for an admission.</param>
/// <param name="Route">The path.</param>
/// <param name="Status">The HTTP status; 0 for an admission.</param>
/// <param name="Code">A finding's code, a scimType, or the reason of a refused admission.</param>
/// <param name="Actor">The readable prefix of a credential, or a name.</param>
/// <param name="Directory">The label of the directory.</param>
/// <param name="Subject">The user or group it is about.</param>
/// <param name="Text">The line in words.</param>
internal sealed record JournalItem(
    long No, DateTimeOffset At, string Kind, string Verb, string Route, int Status, string? Code, string Actor, string? Directory, string? Subject, string Text);

/// <summary>Lines of the journal, oldest first.</summary>
/// <param name="Items">At most <c>limit</c> of them; none where nothing came within the wait.</param>
/// <param name="Next">What to give as <c>after</c> to go on.</param>
internal sealed record JournalPage(IReadOnlyList<JournalItem> Items, long Next);

/// <summary>One line with all that is kept of it.</summary>
/// <param name="Item">The line.</param>
/// <param name="Request">The request's body, redacted.</param>
/// <param name="Before">The document before the change.</param>
/// <param name="After">The document after it, where the request does not tell it.</param>
/// <param name="Effects">What else the change did.</param>
/// <param name="Cause">The number of the line that caused it.</param>
/// <param name="Query">The query, redacted.</param>
/// <param name="Ids">Ids in the answer, at most ten.</param>
/// <param name="Count">How many resources the answer counts.</param>
/// <param name="Tolerances">Deviations from the RFC that were tolerated.</param>
/// <param name="Micros">How long the answer took, in microseconds.</param>
/// <param name="Facts">Of an admission: what was true at that moment.</param>
internal sealed record JournalDetailView(
    JournalItem Item,
    JsonElement? Request,
    JsonElement? Before,
    JsonElement? After,
    string? Effects,
    long? Cause,
    string? Query,
    IReadOnlyList<string>? Ids,
    long? Count,
    string? Tolerances,
    long? Micros,
    JsonElement? Facts);

/// <summary>What a reference opens: one refused admission.</summary>
/// <param name="Reference">Its name.</param>
/// <param name="At">When the client asked.</param>
/// <param name="Decision">The word of the reason.</param>
/// <param name="Sentence">What was so.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Finding">The finding that explains it.</param>
/// <param name="JournalNo">Its line in the journal.</param>
/// <param name="Facts">What was true at that moment.</param>
internal sealed record AdmissionView(
    string Reference, DateTimeOffset At, string Decision, string Sentence, string Remedy, string? Finding, long JournalNo, JsonElement Facts);
