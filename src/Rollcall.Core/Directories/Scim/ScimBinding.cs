using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Scim.Resources;

namespace Rollcall.Core.Directories.Scim;

/// <summary>For whom a store works: one account, one directory, one credential, one exchange.</summary>
public sealed record ScimBinding
{
    /// <summary>The directory; its account is the border.</summary>
    public required DirectoryRow Directory { get; init; }

    /// <summary>Its manners.</summary>
    public required ScimProfile Profile { get; init; }

    /// <summary>The account's schemas, resource types and indexes.</summary>
    public AccountCatalog Catalog { get; init; } = AccountCatalog.Standard;

    /// <summary>What the request was let in on from memory, for its write to check; the store that is given checks it on reading. Null where it was read.</summary>
    public Premise? Premise { get; init; }

    /// <summary>Whether creates and reactivations are refused while no license is free (product rule 26).</summary>
    public bool RefusesWhenFull { get; init; }

    /// <summary>Who asks, as the journal will tell it; called when the change is made, since the body is read by then.</summary>
    public required Func<Origin> Origin { get; init; }

    /// <summary>Counts what the client is forgiven in this request.</summary>
    public Tolerances Tolerances { get; init; } = new();

    /// <summary>Remembers which creates were answered; null where a repeated one is always a conflict.</summary>
    public Births? Births { get; init; }

    /// <summary>Called before a create is answered: whoever sends the answer tells <see cref="Births"/> what became of it.</summary>
    public Action<BirthAnswer>? Answering { get; init; }

    /// <summary>Called once a change of this exchange is in the journal, so that nobody records the exchange again.</summary>
    public Action? Journalled { get; init; }

    /// <summary>How much a list request may look at.</summary>
    public ScanBudget Budget { get; init; } = ScanBudget.Default;

    /// <summary>Measures how long a list request has looked.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
