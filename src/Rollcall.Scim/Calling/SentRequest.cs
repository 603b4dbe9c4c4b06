namespace Rollcall.Scim.Calling;

/// <summary>A request as it went over the wire, to be shown, stored or repeated.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The absolute URL with its query, as sent.</param>
/// <param name="Headers">The headers that matter, in the order of sending; never <c>Authorization</c>.</param>
/// <param name="Body">The JSON body, or null where none was sent.</param>
public sealed record SentRequest(string Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body);
