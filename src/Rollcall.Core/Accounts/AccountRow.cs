using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>An account as it stands.</summary>
public sealed record AccountRow
{
    /// <summary>The account's number: the first part of each of its keys.</summary>
    public required long Number { get; init; }

    /// <summary>The public id.</summary>
    public required AccountId Id { get; init; }

    /// <summary>The subdomain, in lower case.</summary>
    public required string Subdomain { get; init; }

    /// <summary>The name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is in use.</summary>
    public required AccountState State { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What the account chose.</summary>
    public required AccountSettings Settings { get; init; }
}

/// <summary>Whether an account is in use.</summary>
public enum AccountState
{
    /// <summary>In use.</summary>
    Active = 0,

    /// <summary>Refuses SCIM and connecting (RC109).</summary>
    Suspended = 1,
}
