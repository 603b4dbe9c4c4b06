namespace Rollcall.Core.Storage;

/// <summary>The four types of the store: every column is one of them, on both engines.</summary>
public enum ColumnType
{
    /// <summary>A 64-bit integer: key, microseconds UTC, 0/1, enum.</summary>
    Number,

    /// <summary>UTF-8 text, compared by its bytes. NUL is refused before it gets here.</summary>
    Text,

    /// <summary>Bytes: ids (16, big-endian), digests, documents.</summary>
    Bytes,

    /// <summary>A double.</summary>
    Real,
}

/// <summary>One value on its way into a statement.</summary>
public readonly struct Value
{
    private readonly long _number;

    private Value(ColumnType type, long number, object? reference)
    {
        Type = type;
        _number = number;
        Reference = reference;
    }

    /// <summary>The type of the column it goes to.</summary>
    public ColumnType Type { get; }

    /// <summary>Text, bytes, a set, or a marker for "not null" numbers; null is SQL's null.</summary>
    internal object? Reference { get; }

    internal bool IsNull => Reference is null;

    internal long Number => _number;

    internal double Real => BitConverter.Int64BitsToDouble(_number);

    public static implicit operator Value(long value) => new(ColumnType.Number, value, NotNull.Marker);

    public static implicit operator Value(long? value) => new(ColumnType.Number, value.GetValueOrDefault(), value is null ? null : NotNull.Marker);

    public static implicit operator Value(bool value) => new(ColumnType.Number, value ? 1 : 0, NotNull.Marker);

    public static implicit operator Value(double value) => new(ColumnType.Real, BitConverter.DoubleToInt64Bits(value), NotNull.Marker);

    public static implicit operator Value(string? value) => new(ColumnType.Text, 0, value);

    public static implicit operator Value(byte[]? value) => new(ColumnType.Bytes, 0, value);

    /// <summary>An id as the store keeps it: 16 bytes, big-endian, so that byte order is the order of version-7 time.</summary>
    public static implicit operator Value(Guid value) => value.ToByteArray(bigEndian: true);

    /// <summary>A moment as the store keeps it.</summary>
    public static implicit operator Value(DateTimeOffset value) => Micros.Of(value);

    /// <summary>A set for <c>{in:$n}</c>.</summary>
    public static Value Set(IEnumerable<long> values) => new(ColumnType.Number, 0, values.ToArray());

    /// <summary>A set for <c>{in:$n}</c>.</summary>
    public static Value Set(IEnumerable<string> values) => new(ColumnType.Text, 0, values.ToArray());

    /// <summary>The value as the drivers take it: long, double, string, byte[] or null.</summary>
    internal object? Boxed() => Reference switch
    {
        null => null,
        // Each boxed by itself: a conditional of both would make a double of every number, and lose keys above 2^53.
        NotNull when Type == ColumnType.Real => Real,
        NotNull => _number,
        var other => other,
    };

    private sealed class NotNull
    {
        public static readonly NotNull Marker = new();
    }
}
