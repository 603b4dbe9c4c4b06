namespace Rollcall.Core.Journal;

/// <summary>One line of the journal: a change, an exchange that changed nothing, or an admission.</summary>
public sealed record JournalEntry
{
    /// <summary>The number within the account; the feed's order.</summary>
    public required long No { get; init; }

    /// <summary>When it happened. Exchanges that changed nothing are numbered when they are written, up to a second later.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is.</summary>
    public required JournalKind Kind { get; init; }

    /// <summary>HTTP verb, or the command's name; empty for an admission.</summary>
    public required string Verb { get; init; }

    /// <summary>The path; of an admission <c>/client</c>.</summary>
    public required string Route { get; init; }

    /// <summary>HTTP status; 0 for an admission.</summary>
    public required int Status { get; init; }

    /// <summary>A finding's code, a scimType, or the reason of a refused admission.</summary>
    public string? Code { get; init; }

    /// <summary>Who asked: the readable prefix of a credential, or a name.</summary>
    public required string Actor { get; init; }

    /// <summary>The directory's key, or null.</summary>
    public long? Directory { get; init; }

    /// <summary>The key of the user or group, where it is known.</summary>
    public long? Subject { get; init; }

    /// <summary>The name or address that was asked for, where it is known.</summary>
    public string? SubjectLabel { get; init; }

    /// <summary>The line in words.</summary>
    public required string Text { get; init; }
}

/// <summary>What a line of the journal is.</summary>
public enum JournalKind
{
    /// <summary>Something changed.</summary>
    Change = 0,

    /// <summary>A plain read.</summary>
    Read = 1,

    /// <summary>A query for one person or group.</summary>
    Match = 2,

    /// <summary>The identity provider tested the connection.</summary>
    TestConnection = 3,

    /// <summary>A request was refused.</summary>
    Refusal = 4,

    /// <summary>A request came without a token that is accepted.</summary>
    Unauthorized = 5,

    /// <summary>A write found everything as it should be.</summary>
    NoOp = 6,

    /// <summary>A client asked to connect.</summary>
    Admission = 7,

    /// <summary>Somebody asked /api with a key.</summary>
    KeyUsed = 8,
}
