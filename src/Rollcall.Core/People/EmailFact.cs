namespace Rollcall.Core.People;

/// <summary>One email of a record, as the source wrote it.</summary>
public sealed record EmailFact(string Value, string? Type, bool Primary);
