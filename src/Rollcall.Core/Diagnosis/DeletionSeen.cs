using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>A deletion in the journal of a record that had the name, address or externalId asked for.</summary>
/// <param name="JournalNo">Its row.</param>
/// <param name="At">When.</param>
/// <param name="Directory">Whose record it was.</param>
/// <param name="BySource">The source deleted it; otherwise an administrator here did.</param>
/// <param name="Actor">The token's prefix, or the person.</param>
/// <param name="UserName">The name it had.</param>
public sealed record DeletionSeen(long JournalNo, DateTimeOffset At, RowKey Directory, bool BySource, string Actor, string UserName);
