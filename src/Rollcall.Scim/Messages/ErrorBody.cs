using System.Buffers;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Messages;

/// <summary>The body of an error (RFC 7644 section 3.12).</summary>
public static class ErrorBody
{
    /// <summary>Writes it; the detail begins with the host's code where there is one: <c>RC103: ...</c>.</summary>
    public static void Write(IBufferWriter<byte> output, ScimError error) => throw new NotSupportedException("not filled yet");

    /// <summary>Reads one, as a client does; null where the bytes are none.</summary>
    public static ScimError? Read(ReadOnlyMemory<byte> utf8Json) => throw new NotSupportedException("not filled yet");

    /// <summary>The keyword on the wire: <c>invalidFilter</c>.</summary>
    public static string Keyword(ScimErrorType type) => throw new NotSupportedException("not filled yet");
}
