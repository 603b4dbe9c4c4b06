using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>Another user of the same address.</summary>
/// <param name="Key">The user.</param>
/// <param name="UserName">As shown in the User Directory.</param>
/// <param name="Active">At the source.</param>
/// <param name="State">Of his leading record: a tombstone was deleted at the source.</param>
/// <param name="License">The shown state.</param>
/// <param name="Created">When he came into the User Directory.</param>
public sealed record TwinFacts(RowKey Key, string UserName, bool Active, RecordState State, LicenseReason License, DateTimeOffset Created);
