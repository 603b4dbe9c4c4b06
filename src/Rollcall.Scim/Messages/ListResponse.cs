using System.Buffers;

namespace Rollcall.Scim.Messages;

/// <summary>The envelope of a list (RFC 7644 section 3.4.2), written without building a tree.</summary>
public static class ListResponse
{
    /// <summary>Writes the envelope and calls <paramref name="write"/> once for each item, which writes one JSON object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="totalResults">All matches, not only those of the page.</param>
    /// <param name="startIndex">The 1-based position of the first item.</param>
    /// <param name="items">The page.</param>
    /// <param name="write">Writes one item.</param>
    public static void Write<T>(
        IBufferWriter<byte> output, long totalResults, int startIndex, IReadOnlyList<T> items, Action<IBufferWriter<byte>, T> write) =>
        throw new NotSupportedException("not filled yet");
}
