using Rollcall.Core.Words;

namespace Rollcall.Core.Admission;

/// <summary>One of the users of an address.</summary>
/// <param name="Key">The user.</param>
/// <param name="HoldsLicense">License state is assigned.</param>
/// <param name="Active">At the source.</param>
/// <param name="EligibleSince">Null where he is not eligible now.</param>
/// <param name="Changed">When the user last changed.</param>
public sealed record Contender(RowKey Key, bool HoldsLicense, bool Active, DateTimeOffset? EligibleSince, DateTimeOffset Changed);
