using Rollcall.Core.Words;

namespace Rollcall.Core.Licensing;

/// <summary>A user of one address, as the plan looks at him.</summary>
/// <param name="Key">The user.</param>
/// <param name="State">What is stored of him before the change.</param>
/// <param name="Reason">What is stored of him before the change.</param>
/// <param name="Now">After the change.</param>
/// <param name="Priority">Marked so himself or through a group.</param>
/// <param name="EligibleSince">His place in the queue; says nothing of one who is not eligible.</param>
/// <param name="HeldSince">Since when he has held a license for this very address; null where he never did, or has only now brought it from another address. If the plan leaves it with him, the caller stores the time of that change.</param>
public sealed record Candidate(
    RowKey Key,
    LicenseState State,
    LicenseReason Reason,
    Eligibility Now,
    bool Priority,
    DateTimeOffset EligibleSince,
    DateTimeOffset? HeldSince);
