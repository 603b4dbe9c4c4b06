using Rollcall.Core.Admission;

namespace Rollcall.Core.Diagnosis;

/// <summary>One recent admission of the person or of the address asked for.</summary>
/// <param name="JournalNo">Its row.</param>
/// <param name="At">When.</param>
/// <param name="Refusal">Null: allowed.</param>
/// <param name="Address">As the client gave it.</param>
/// <param name="Subdomain">As the client gave it; null: none.</param>
/// <param name="BadProof">What was wrong with the device's proof, where that alone stood in the way; null otherwise.</param>
public sealed record AdmissionSeen(long JournalNo, DateTimeOffset At, AdmissionReason? Refusal, string Address, string? Subdomain, string? BadProof = null);
