namespace Rollcall.EndToEnd.Tests.Histories;

/// <summary>What was done with one resource, and what it told. The state is its version: 0 before it is made, -1 when it is gone.</summary>
internal abstract record VersionAction
{
    private VersionAction()
    {
    }

    /// <summary>201 with this version.</summary>
    internal sealed record Make(long Version) : VersionAction;

    /// <summary>A change; 0 where its version is not known. If-Match is null where none was sent.</summary>
    internal sealed record Change(long? IfMatch, long Version) : VersionAction;

    /// <summary>412.</summary>
    internal sealed record Mismatch(long IfMatch) : VersionAction;

    /// <summary>200 with this version.</summary>
    internal sealed record Read(long Version) : VersionAction;

    /// <summary>204.</summary>
    internal sealed record Delete : VersionAction;

    /// <summary>404.</summary>
    internal sealed record Absent : VersionAction;

    /// <summary>Every change gives the next version, a condition is compared with the version that is changed, and nobody reads an older one afterwards.</summary>
    public static IEnumerable<long> Step(long version, VersionAction action) => action switch
    {
        Make { Version: var made } when version == 0 => [made],
        Change { IfMatch: var condition, Version: var told } when version > 0 && (condition ?? version) == version && (told == 0 || told == version + 1) => [version + 1],
        Mismatch { IfMatch: var condition } when version > 0 && condition != version => [version],
        Read { Version: var read } when read == version => [version],
        Delete when version > 0 => [-1],
        Absent when version <= 0 => [version],
        // Whose making was not answered is known by what is read first.
        Read { Version: var read } when version == 0 => [read],
        _ => [],
    };
}
