namespace Rollcall.Scim.Messages;

/// <summary>When a service provider completes requests asynchronously (RFC 9967 section 4, <c>asyncRequest</c>).</summary>
public enum AsyncRequests
{
    /// <summary>Never.</summary>
    None,

    /// <summary>As it sees fit, such as after a longest wait.</summary>
    Long,

    /// <summary>When the client asks for it by <c>Prefer: respond-async</c>.</summary>
    Request,
}
