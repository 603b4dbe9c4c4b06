using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Counts of live records per block of keys: the total is a sum of few rows, and an index page finds its start without walking.</summary>
internal static class BlockTable
{
    private static readonly Table Shape = new("blocks", ["directory", "type", "level", "block"], [
        new("directory", ColumnType.Number), new("type", ColumnType.Number), new("level", ColumnType.Number), new("block", ColumnType.Number), new("live", ColumnType.Number)]);

    public const int SmallShift = 8;
    public const int LargeShift = 16;
    private const long NumberMask = (1L << 36) - 1;
    public static readonly RowStatement Add = Shape.Adding("live");

    public static IEnumerable<BlockId> Of(RecordRow record)
    {
        var number = record.Key & NumberMask;
        yield return new BlockId(record.Directory, record.Type, 1, number >> SmallShift);
        yield return new BlockId(record.Directory, record.Type, 2, number >> LargeShift);
    }

    public static Value[] Values(long account, BlockId b, long delta) => [account, b.Directory, (long)b.Type, b.Level, b.Block, delta];
}

/// <summary>One block of keys.</summary>
internal readonly record struct BlockId(long Directory, RecordType Type, long Level, long Block);
