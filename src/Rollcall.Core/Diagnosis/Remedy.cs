namespace Rollcall.Core.Diagnosis;

/// <summary>What to do next.</summary>
/// <param name="Text">The click path, or the words.</param>
/// <param name="Command">The command line that does it here; null where the mend is not ours.</param>
public sealed record Remedy(string Text, string? Command = null);
