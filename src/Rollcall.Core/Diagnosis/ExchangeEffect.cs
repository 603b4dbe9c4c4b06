namespace Rollcall.Core.Diagnosis;

/// <summary>What an exchange did to the person's record.</summary>
public enum ExchangeEffect
{
    /// <summary>Nothing, or it is not known.</summary>
    None = 0,

    Created = 1,

    Changed = 2,

    /// <summary>active became false.</summary>
    Deactivated = 3,

    /// <summary>active became true.</summary>
    Reactivated = 4,

    /// <summary>It became a tombstone.</summary>
    SoftlyDeleted = 5,

    Deleted = 6,
}
