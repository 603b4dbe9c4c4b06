namespace Rollcall.Core.Admission;

/// <summary>What the account is to one who asks.</summary>
public enum AccountStanding
{
    /// <summary>There is none of that subdomain, or none that the address leads to.</summary>
    Unknown = 0,

    Active = 1,

    Suspended = 2,
}
