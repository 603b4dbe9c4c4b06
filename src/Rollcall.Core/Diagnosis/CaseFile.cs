using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>Everything the doctor looks at, read once and frozen; redacted, it is the support bundle.</summary>
public sealed record CaseFile
{
    public required Symptom Symptom { get; init; }

    /// <summary>The user name or address as it was typed; null where the question is about the account or a directory.</summary>
    public required string? Asked { get; init; }

    /// <summary>The subdomain that the client was given, where the one who asks knows it.</summary>
    public string? AskedSubdomain { get; init; }

    /// <summary>The directory, where the question is about one.</summary>
    public RowKey? AskedDirectory { get; init; }

    public required AccountFacts Account { get; init; }

    public required IReadOnlyList<DirectoryFacts> Directories { get; init; }

    /// <summary>Whom <see cref="Asked"/> means; null where the account has nobody.</summary>
    public required UserFacts? User { get; init; }

    /// <summary>The user's records, the leading one first.</summary>
    public IReadOnlyList<RecordFacts> Records { get; init; } = [];

    /// <summary>Other users of his address.</summary>
    public IReadOnlyList<TwinFacts> Twins { get; init; } = [];

    /// <summary>Where nobody was found: names and addresses so close that a slip of the keyboard is likely.</summary>
    public IReadOnlyList<string> SimilarNames { get; init; } = [];

    /// <summary>Who is told of changes.</summary>
    public IReadOnlyList<ReceiverFacts> Receivers { get; init; } = [];

    /// <summary>How the LDAP directories were pulled last.</summary>
    public IReadOnlyList<PullFacts> Pulls { get; init; } = [];

    /// <summary>The account's keys of people, programs and gateways.</summary>
    public IReadOnlyList<TokenFacts> Keys { get; init; } = [];

    /// <summary>Null where the account has no pool.</summary>
    public required PoolFacts? Pool { get; init; }

    /// <summary>Recent ones of the person and of the directories, in any order.</summary>
    public IReadOnlyList<ExchangeFacts> Exchanges { get; init; } = [];

    /// <summary>Recent ones, in any order.</summary>
    public IReadOnlyList<AdmissionSeen> Admissions { get; init; } = [];

    /// <summary>In any order.</summary>
    public IReadOnlyList<DeletionSeen> Deletions { get; init; } = [];

    public required DateTimeOffset Now { get; init; }
}
