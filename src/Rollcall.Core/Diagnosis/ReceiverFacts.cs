namespace Rollcall.Core.Diagnosis;

/// <summary>A receiver of the account's events, as the doctor sees it.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Held">Whether its delivery was given up until somebody resumes it.</param>
/// <param name="FailingSince">Since when it takes nothing; null while it does.</param>
/// <param name="Failures">How many attempts in a row failed.</param>
/// <param name="NextTry">When it is tried again.</param>
/// <param name="LastError">What the last failure was.</param>
public sealed record ReceiverFacts(string Label, bool Held, DateTimeOffset? FailingSince, int Failures, DateTimeOffset? NextTry, string? LastError);
