using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Rollcall.Scim.Messages;

/// <summary>The envelope of a list (RFC 7644 section 3.4.2), written without building a tree.</summary>
public static class ListResponse
{
    private const int LongestNumber = 20;

    /// <summary>Writes the envelope and calls <paramref name="write"/> once for each item, which writes one JSON object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="totalResults">All matches, not only those of the page.</param>
    /// <param name="startIndex">The 1-based position of the first item.</param>
    /// <param name="items">The page; <c>Resources</c> stands there even if it is empty (Entra ID and Okta read it).</param>
    /// <param name="write">Writes one item.</param>
    public static void Write<T>(
        IBufferWriter<byte> output, long totalResults, int startIndex, IReadOnlyList<T> items, Action<IBufferWriter<byte>, T> write) =>
        Write(output, new ListHead { TotalResults = totalResults, StartIndex = startIndex }, items, write);

    /// <summary>Writes the envelope of a page by index or by cursor, and calls <paramref name="write"/> once for each item, which writes one JSON object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="head">What stands before the items.</param>
    /// <param name="items">The page.</param>
    /// <param name="write">Writes one item.</param>
    public static void Write<T>(IBufferWriter<byte> output, ListHead head, IReadOnlyList<T> items, Action<IBufferWriter<byte>, T> write)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        output.Write("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]"u8);
        if (head.TotalResults is { } totalResults)
        {
            output.Write(",\"totalResults\":"u8);
            WriteNumber(output, totalResults);
        }

        if (head.StartIndex is { } startIndex)
        {
            output.Write(",\"startIndex\":"u8);
            WriteNumber(output, startIndex);
        }

        if (head.NextCursor is { } nextCursor)
        {
            output.Write(",\"nextCursor\":\""u8);
            output.Write(Encoding.ASCII.GetBytes(nextCursor));
            output.Write("\""u8);
        }

        output.Write(",\"itemsPerPage\":"u8);
        WriteNumber(output, items.Count);
        output.Write(",\"Resources\":["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            write(output, items[i]);
        }

        output.Write("]}"u8);
    }

    private static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(LongestNumber), out var written);
        output.Advance(written);
    }
}
