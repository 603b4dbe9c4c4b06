using System.Globalization;

namespace Rollcall.Scim.Serving;

/// <summary>The bounds of a service provider. The discovery document says them to clients.</summary>
public sealed class ScimOptions
{
    internal const int CursorKeyBytes = 32;

    /// <summary>How many results a list returns where the client gives no <c>count</c>. Default 100, at least 1 and at most <see cref="MaxCount"/>.</summary>
    public int DefaultCount { get; set; } = 100;

    /// <summary>How many results a list returns at most; a larger <c>count</c> is lowered, never refused. Default 1000, 1 to 100000.</summary>
    public int MaxCount { get; set; } = 1000;

    /// <summary>The largest request body in bytes; a larger one is refused with 413. Default 1 MiB, 1 KiB to 64 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Bulk requests are served. Default true.</summary>
    public bool Bulk { get; set; } = true;

    /// <summary>The most operations of one bulk request; more are refused with 413. Default 1000, 1 to 10000.</summary>
    public int BulkMaxOperations { get; set; } = 1000;

    /// <summary>The largest body of a bulk request in bytes; a larger one is refused with 413. Default 1 MiB, 1 KiB to 64 MiB.</summary>
    public int BulkMaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Lists are sorted where asked for; set it to false where the store does not look at <see cref="ResourceQuery.Sort"/>. Default true.</summary>
    public bool Sorting { get; set; } = true;

    /// <summary>Lists are paged by cursor where asked for; set it to false where the store does not look at <see cref="ResourceQuery.After"/>. Default true.</summary>
    public bool Cursors { get; set; } = true;

    /// <summary>
    /// The secret that cursors are sealed with, 32 bytes. Null makes one at random, so that cursors end with the process; several servers behind one
    /// address need the same.
    /// </summary>
    public ReadOnlyMemory<byte>? CursorKey { get; set; }

    /// <summary>How long a cursor may be used. Default one hour, one minute to one day.</summary>
    public TimeSpan CursorLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The events that receivers can have, as URIs of <see cref="Messages.Events.EventUris"/>; the discovery document says them (RFC 9967 section 4).
    /// Default none. What delivers them is the host's.
    /// </summary>
    public IReadOnlyList<string> EventUris { get; set; } = [];

    /// <summary>Where people read how to set the service up, shown in the discovery document; null for none.</summary>
    public Uri? DocumentationUrl { get; set; }

    /// <summary>What is wrong with the values, each with its key and the allowed range; empty where all is well.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Range(nameof(MaxCount), MaxCount, 1, 100_000),
        .. Range(nameof(DefaultCount), DefaultCount, 1, Math.Max(1, MaxCount)),
        .. Range(nameof(MaxBodyBytes), MaxBodyBytes, 1024, 64 * 1024 * 1024),
        .. Range(nameof(BulkMaxOperations), BulkMaxOperations, 1, 10_000),
        .. Range(nameof(BulkMaxBodyBytes), BulkMaxBodyBytes, 1024, 64 * 1024 * 1024),
        .. CursorKey is { Length: var length } && length != CursorKeyBytes ? [$"{nameof(CursorKey)} has {length} bytes; it must have {CursorKeyBytes}."] : Array.Empty<string>(),
        .. CursorLifetime < TimeSpan.FromMinutes(1) || CursorLifetime > TimeSpan.FromDays(1)
            ? [$"{nameof(CursorLifetime)} is {CursorLifetime}; it must be from one minute to one day."]
            : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Range(string key, int value, int least, int most) => value < least || value > most
        ? [string.Create(CultureInfo.InvariantCulture, $"{key} is {value}; it must be from {least} to {most}.")]
        : [];
}
