using System.Buffers.Binary;

namespace Rollcall.Core.Journal;

/// <summary>Who came into a group and who left it by one change, as keys of records.</summary>
/// <param name="Added">Who came.</param>
/// <param name="Removed">Who left.</param>
public sealed record MemberDelta(IReadOnlyList<long> Added, IReadOnlyList<long> Removed)
{
    /// <summary>More members than this in one change are counted and not kept: a receiver of events asks for the group then.</summary>
    public const int Most = 1000;

    /// <summary>Nobody came or left.</summary>
    public static MemberDelta None { get; } = new([], []);

    /// <summary>As the journal keeps it; null for nobody and for too many.</summary>
    public byte[]? Pack()
    {
        var count = Added.Count + Removed.Count;
        if (count is 0 or > Most)
        {
            return null;
        }

        var packed = new byte[sizeof(int) + (count * sizeof(long))];
        BinaryPrimitives.WriteInt32BigEndian(packed, Added.Count);
        var at = sizeof(int);
        foreach (var key in Added.Concat(Removed))
        {
            BinaryPrimitives.WriteInt64BigEndian(packed.AsSpan(at), key);
            at += sizeof(long);
        }

        return packed;
    }

    /// <summary>From what the journal keeps; null where it keeps nothing.</summary>
    public static MemberDelta? Unpack(byte[]? packed)
    {
        if (packed is null)
        {
            return null;
        }

        var added = BinaryPrimitives.ReadInt32BigEndian(packed);
        var keys = Enumerable.Range(0, (packed.Length - sizeof(int)) / sizeof(long))
            .Select(i => BinaryPrimitives.ReadInt64BigEndian(packed.AsSpan(sizeof(int) + (i * sizeof(long))))).ToList();
        return new MemberDelta(keys[..added], keys[added..]);
    }
}
