using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Messages.Events;

/// <summary>Why a receiver did not take a token (RFC 8935 section 2.3 and 2.4, RFC 8936 section 2.6).</summary>
/// <param name="Code">One of <see cref="SetErrors"/>, or a code of the receiver's own.</param>
/// <param name="Description">A sentence for people.</param>
public sealed record SetError(string Code, string Description)
{
    private const int LongestCode = 100;
    private const int LongestDescription = 1000;

    /// <summary>The body of a refusal.</summary>
    public JsonObject ToJson() => new() { ["err"] = Code, ["description"] = Description };

    /// <summary>Reads the body of a refusal; null where it is none. Texts of strangers are cut to a bound.</summary>
    public static SetError? Read(ReadOnlyMemory<byte> utf8Json) => ResourceReader.ParseObject(utf8Json).Match(Read, _ => null);

    internal static SetError? Read(JsonObject? body) => body is not null && Scalars.Text(body["err"]) is { Length: > 0 } code
        ? new SetError(Cut(code, LongestCode), Cut(Scalars.Text(body["description"]) ?? "", LongestDescription))
        : null;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
