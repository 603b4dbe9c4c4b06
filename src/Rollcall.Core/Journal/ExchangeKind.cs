namespace Rollcall.Core.Journal;

/// <summary>The sorts of exchanges that changed nothing.</summary>
public enum ExchangeKind
{
    /// <summary>A plain read: one resource, or a page of them.</summary>
    Read = 1,

    /// <summary>A query by which the identity provider looks for one person or group.</summary>
    Match = 2,

    /// <summary>What the identity provider's button "Test Connection" sends.</summary>
    TestConnection = 3,

    /// <summary>A request with a good token that was refused.</summary>
    Refusal = 4,

    /// <summary>A request without a token that is accepted here.</summary>
    Unauthorized = 5,

    /// <summary>A write that found everything as it should be.</summary>
    NoOp = 6,

    /// <summary>A request to /api with a key; 7 is an admission in the journal.</summary>
    KeyUsed = 8,
}
