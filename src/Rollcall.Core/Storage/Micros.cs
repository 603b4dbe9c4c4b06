namespace Rollcall.Core.Storage;

/// <summary>Time in the store: microseconds since 1970, UTC.</summary>
public static class Micros
{
    private const long TicksPerMicro = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>Microseconds of a moment; what is finer is cut off.</summary>
    public static long Of(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TicksPerMicro;

    /// <summary>The moment of some microseconds.</summary>
    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TicksPerMicro);

    /// <summary>The moment of some microseconds, or null.</summary>
    public static DateTimeOffset? ToTime(long? micros) => micros is { } value ? ToTime(value) : null;

    /// <summary>Microseconds of a moment, or null.</summary>
    public static long? Of(DateTimeOffset? moment) => moment is { } value ? Of(value) : null;
}
