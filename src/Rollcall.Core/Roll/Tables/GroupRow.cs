namespace Rollcall.Core.Roll.Tables;

/// <summary>A group of the User Directory.</summary>
public sealed record GroupRow(long Account, long Key, Guid Id, long LeadRecord, string Name, string NameKey, long Created);
