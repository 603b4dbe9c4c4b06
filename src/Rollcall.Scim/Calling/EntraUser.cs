namespace Rollcall.Scim.Calling;

/// <summary>A user as Entra ID holds it, by Entra's own words; the default mapping turns it into SCIM.</summary>
public sealed record EntraUser
{
    /// <summary>The object id; it is sent as <c>externalId</c>, and its 32 hex digits prefix the name of a soft-deleted user.</summary>
    public required Guid ObjectId { get; init; }

    /// <summary>The user principal name, sent as <c>userName</c>.</summary>
    public required string UserPrincipalName { get; init; }

    /// <summary>The display name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The given name, or null.</summary>
    public string? GivenName { get; init; }

    /// <summary>The surname, or null.</summary>
    public string? Surname { get; init; }

    /// <summary>The mail address, sent as the work e-mail, or null.</summary>
    public string? Mail { get; init; }

    /// <summary>The department, sent in the enterprise extension, or null.</summary>
    public string? Department { get; init; }

    /// <summary>False for a disabled account. Entra ID itself never creates one.</summary>
    public bool AccountEnabled { get; init; } = true;

    /// <summary>The name a soft-deleted user bears: the object id without dashes, then the user principal name (seen in onyx-dot-app/onyx PR#14074).</summary>
    public string SoftDeletedName => ObjectId.ToString("N") + UserPrincipalName;
}
