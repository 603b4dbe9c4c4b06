namespace Rollcall.Server.Contracts;

/// <summary>A key of the key ring; the key itself is never shown.</summary>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="State"><c>inUse</c>, or <c>retired</c>: it still opens what it sealed, and access tokens that it signed until they end.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Retired">From when on it signs and seals nothing new.</param>
/// <param name="Sealed">How many secrets are sealed by it.</param>
internal sealed record RingKeyView(string Id, string State, DateTimeOffset Created, DateTimeOffset? Retired, long Sealed);

/// <summary>The key ring, oldest key first.</summary>
internal sealed record RingKeyList(IReadOnlyList<RingKeyView> Items);
