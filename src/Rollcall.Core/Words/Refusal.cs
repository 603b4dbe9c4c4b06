namespace Rollcall.Core.Words;

/// <summary>Why an expected wish is not granted, in words that can be shown: what is so, and what to do.</summary>
/// <param name="Kind">What sort of refusal it is; a face chooses its status by it.</param>
/// <param name="Code">A finding's code (<see cref="FindingCodes"/>) where there is one, else a short name in kebab case.</param>
/// <param name="Sentence">What is so.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Sentence, string Remedy);

/// <summary>The sorts of refusal.</summary>
public enum RefusalKind
{
    /// <summary>The wish itself is malformed (400).</summary>
    Invalid,

    /// <summary>What it names is not there (404).</summary>
    Missing,

    /// <summary>It does not fit what is there (409).</summary>
    Conflict,
}
