using System.Globalization;

namespace Rollcall.Scim.Serving;

/// <summary>The bounds of a service provider. The discovery document says them to clients.</summary>
public sealed class ScimOptions
{
    /// <summary>How many results a list returns where the client gives no <c>count</c>. Default 100, at least 1 and at most <see cref="MaxCount"/>.</summary>
    public int DefaultCount { get; set; } = 100;

    /// <summary>How many results a list returns at most; a larger <c>count</c> is lowered, never refused. Default 1000, 1 to 100000.</summary>
    public int MaxCount { get; set; } = 1000;

    /// <summary>The largest request body in bytes; a larger one is refused with 413. Default 1 MiB, 1 KiB to 64 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Where people read how to set the service up, shown in the discovery document; null for none.</summary>
    public Uri? DocumentationUrl { get; set; }

    /// <summary>What is wrong with the values, each with its key and the allowed range; empty where all is well.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Range(nameof(MaxCount), MaxCount, 1, 100_000),
        .. Range(nameof(DefaultCount), DefaultCount, 1, Math.Max(1, MaxCount)),
        .. Range(nameof(MaxBodyBytes), MaxBodyBytes, 1024, 64 * 1024 * 1024),
    ];

    private static IEnumerable<string> Range(string key, int value, int least, int most) => value < least || value > most
        ? [string.Create(CultureInfo.InvariantCulture, $"{key} is {value}; it must be from {least} to {most}.")]
        : [];
}
