namespace Rollcall.Scim.Calling;

/// <summary>An answer to the byte.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">All headers in the order of arrival; a header sent twice stands here twice.</param>
/// <param name="Body">The body; empty where there was none.</param>
public sealed record WireReply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
