using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>One assigned license.</summary>
/// <param name="Key">The user.</param>
/// <param name="Since">When it was assigned to him.</param>
public sealed record LicenseHolding(RowKey Key, DateTimeOffset Since);
