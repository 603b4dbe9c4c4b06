using Rollcall.Core.Words;

namespace Rollcall.Core.Admission;

/// <summary>The user for whom a client asks.</summary>
/// <param name="Key">The user.</param>
/// <param name="Blocked">By an administrator here.</param>
/// <param name="Active">At the source.</param>
/// <param name="License">As stored.</param>
/// <param name="Reason">As stored.</param>
public sealed record Claimant(RowKey Key, bool Blocked, bool Active, LicenseState License, LicenseReason Reason);
