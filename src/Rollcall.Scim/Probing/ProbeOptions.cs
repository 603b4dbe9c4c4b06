namespace Rollcall.Scim.Probing;

/// <summary>How a server is probed.</summary>
public sealed record ProbeOptions
{
    /// <summary>Whose manners are tested; one profile. Default the RFCs alone.</summary>
    public ProbeProfiles Profile { get; init; } = ProbeProfiles.Rfc;

    /// <summary>Only rules whose id begins with one of these are run: <c>P-0</c>, <c>P-512</c>. Empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The least binding level that is run: <see cref="ProbeLevel.Must"/> leaves out what is only advised. Default all.</summary>
    public ProbeLevel Level { get; init; } = ProbeLevel.Practice;

    /// <summary>The longest <c>Retry-After</c> that is waited for after 429 and 503. Default 10 seconds.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of the report and of waiting.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
