using Rollcall.Core.Words;

namespace Rollcall.Core.Journal;

/// <summary>One change and its exchange, as the journal keeps them.</summary>
public sealed record ChangeRow
{
    /// <summary>The account's number.</summary>
    public required long Account { get; init; }

    /// <summary>The row's number: the order of the account's lane.</summary>
    public required long No { get; init; }

    /// <summary>Microseconds UTC; never decreases within an account.</summary>
    public required long At { get; init; }

    /// <summary>Who asked, and how.</summary>
    public required Origin Origin { get; init; }

    /// <summary>The key of the user or group, or null.</summary>
    public long? Subject { get; init; }

    /// <summary>The key of the record that a source changed, or null.</summary>
    public long? Record { get; init; }

    /// <summary>The record's version afterwards, or null.</summary>
    public long? Version { get; init; }

    /// <summary>What happened.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>A finding's code, where the change carries one.</summary>
    public string? Code { get; init; }

    /// <summary>The number of the change that caused this one, or null.</summary>
    public long? Cause { get; init; }

    /// <summary>What else it did, as short words: <c>license=assigned</c>, <c>version=3</c>.</summary>
    public string? Effects { get; init; }

    /// <summary>The document before the change, or null.</summary>
    public byte[]? Before { get; init; }

    /// <summary>Who came into a group and who left it, as <see cref="MemberDelta"/> packs it; null where nobody did, or where they are too many.</summary>
    public byte[]? After { get; init; }
}
