namespace Rollcall.Core.Journal;

/// <summary>One line of the journal with all that is kept of it: exactly one of the three is not null.</summary>
public sealed record JournalDetail(JournalEntry Entry, ChangeRow? Change, Exchange? Exchange, AdmissionRow? Admission);
