namespace Rollcall.Server.Contracts;

/// <summary>Why it is so.</summary>
/// <param name="Asked">The user name, address or id that was asked for.</param>
/// <param name="Symptom">What was asked: <c>cannotConnect</c>, <c>enablingRefused</c>, <c>testConnectionFails</c>, <c>notProvisioned</c> or <c>duplicates</c>.</param>
/// <param name="Blocked">Whether something blocks.</param>
/// <param name="Sentence">The answer in one sentence.</param>
/// <param name="Answer">The first cause that suffices; absent where nothing is wrong.</param>
/// <param name="Proof">What shows it.</param>
/// <param name="Consequences">What follows from the answer, and will go with it.</param>
/// <param name="AlsoSeen">Other causes and warnings.</param>
/// <param name="NotDecidedHere">Where nothing is wrong here: where else to look.</param>
internal sealed record WhyAnswer(
    string? Asked,
    string Symptom,
    bool Blocked,
    string Sentence,
    FindingView? Answer,
    IReadOnlyList<EvidenceView> Proof,
    IReadOnlyList<FindingView> Consequences,
    IReadOnlyList<FindingView> AlsoSeen,
    string? NotDecidedHere);

/// <summary>One diagnosed cause.</summary>
/// <param name="Code">As in docs/findings.</param>
/// <param name="Weight"><c>blocks</c>, <c>warns</c> or <c>informs</c>.</param>
/// <param name="Sentence">What is so.</param>
/// <param name="Side">On whose side: <c>identityProvider</c>, <c>rollcall</c>, <c>client</c> or <c>nobody</c>.</param>
/// <param name="Remedy">The next step.</param>
/// <param name="Command">The command line that does it here; absent where the mend is not ours.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record FindingView(string Code, string Weight, string Sentence, string Side, string Remedy, string? Command, IReadOnlyList<EvidenceView> Evidence);

/// <summary>One thing that shows it.</summary>
/// <param name="JournalNo">The journal's line; absent where it is a state and no event.</param>
/// <param name="At">When.</param>
/// <param name="Text">What is to be seen there.</param>
internal sealed record EvidenceView(long? JournalNo, DateTimeOffset? At, string Text);
