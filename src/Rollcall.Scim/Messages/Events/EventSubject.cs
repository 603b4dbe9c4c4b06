namespace Rollcall.Scim.Messages.Events;

/// <summary>Whom an event is about: the claim <c>sub_id</c> of format <c>scim</c> (RFC 9967 section 2.1).</summary>
public sealed record EventSubject
{
    /// <summary>The path of the resource below the base URL: <c>/Users/2b2f880a</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>Its externalId, where known.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Its id, for receivers that do not read it from the path; null leaves it out.</summary>
    public string? Id { get; init; }
}
