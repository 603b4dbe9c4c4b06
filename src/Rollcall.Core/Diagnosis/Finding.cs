namespace Rollcall.Core.Diagnosis;

/// <summary>One diagnosed cause.</summary>
/// <param name="Code">For ever, as in <see cref="Words.FindingCodes"/>.</param>
/// <param name="Weight">What it does to the question asked.</param>
/// <param name="Sentence">What is so, in one or two sentences.</param>
/// <param name="Side">On whose side it is.</param>
/// <param name="Remedy">The next step.</param>
/// <param name="Evidence">What shows it; never empty.</param>
public sealed record Finding(string Code, Weight Weight, string Sentence, Side Side, Remedy Remedy, IReadOnlyList<Evidence> Evidence);
