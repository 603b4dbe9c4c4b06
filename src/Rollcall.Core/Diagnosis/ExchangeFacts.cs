using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>One exchange of the journal that has to do with the person, or with a directory in question.</summary>
public sealed record ExchangeFacts
{
    public required long JournalNo { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The directory that the path or the token names; null where neither does.</summary>
    public required RowKey? Directory { get; init; }

    public required string Verb { get; init; }

    public required string Route { get; init; }

    public required int Status { get; init; }

    /// <summary>A scimType of the RFC, or one of <see cref="RefusalCodes"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The attribute that a refusal names.</summary>
    public string? Attribute { get; init; }

    /// <summary>The sentence that the refusal answered.</summary>
    public string? Detail { get; init; }

    /// <summary>Of a uniqueness refusal: the label of the directory that holds the value.</summary>
    public string? HeldBy { get; init; }

    public string? CredentialPrefix { get; init; }

    /// <summary>It is about the person asked for: his record, or a filter or body with his name, address or externalId.</summary>
    public bool ConcernsPerson { get; init; }

    /// <summary>A list request that looks for one user by a matching attribute.</summary>
    public bool IsMatchQuery { get; init; }

    public ExchangeEffect Effect { get; init; }
}
