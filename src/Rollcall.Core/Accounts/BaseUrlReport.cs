namespace Rollcall.Core.Accounts;

/// <summary>How a pasted URL differs from the Base URL of a directory.</summary>
/// <param name="Parts">The parts in the order of the URL, those that agree too.</param>
public sealed record BaseUrlReport(IReadOnlyList<UrlPart> Parts)
{
    /// <summary>Whether the pasted URL reaches the directory.</summary>
    public bool Matches => Parts.All(p => p.Matches);
}

/// <summary>One part of a URL.</summary>
/// <param name="Name">scheme, host, port, path, account, directory, rest, query; or url where it is none.</param>
/// <param name="Expected">What it must be.</param>
/// <param name="Found">What was pasted.</param>
/// <param name="Advice">What to do where it differs; null where it agrees.</param>
public sealed record UrlPart(string Name, string Expected, string Found, string? Advice)
{
    /// <summary>Whether it agrees.</summary>
    public bool Matches => Advice is null;
}
