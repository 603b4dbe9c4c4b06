using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>How far a run has come, and how it ended.</summary>
public enum PullState
{
    /// <summary>Asked for; a worker takes it up.</summary>
    Asked = 1,

    /// <summary>Reading the directory; nothing has changed yet.</summary>
    Reading = 2,

    /// <summary>Changing what the reading found.</summary>
    Applying = 3,

    /// <summary>Done.</summary>
    Done = 4,

    /// <summary>Beyond a guard rail: nothing was changed until somebody releases it.</summary>
    Held = 5,

    /// <summary>It could not be read as a whole, so nothing was changed.</summary>
    Failed = 6,

    /// <summary>A dry run: what it says would have been changed.</summary>
    Dry = 7,
}

/// <summary>One pull of an LDAP directory.</summary>
public sealed record PullRun
{
    public required long Account { get; init; }

    /// <summary>Its number, counted over the account.</summary>
    public required long Key { get; init; }

    public required RowKey Directory { get; init; }

    /// <summary>Who asked: a person's key, or <c>schedule</c>.</summary>
    public required string Actor { get; init; }

    public required PullState State { get; init; }

    /// <summary>Whether it only says what it would change.</summary>
    public bool IsDry { get; init; }

    /// <summary>The held run that this one releases, or null.</summary>
    public long? Releases { get; init; }

    public required DateTimeOffset Asked { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public PullCounts Counts { get; init; } = new();

    /// <summary>Why it failed, or null.</summary>
    public LdapFault? Fault { get; init; }

    /// <summary>Why it failed or is held, for people; null of one that did well.</summary>
    public string? Sentence { get; init; }

    public bool IsOver => State is not (PullState.Asked or PullState.Reading or PullState.Applying);
}

/// <summary>What a run did with one entry, or why it left it out.</summary>
/// <param name="Name">The entry's distinguished name, or the id of one that is gone.</param>
/// <param name="What">created, changed, lost, group, skipped or refused.</param>
/// <param name="Reason">Why it was left out or refused; null otherwise.</param>
public sealed record PullEntry(string Name, string What, string? Reason);
