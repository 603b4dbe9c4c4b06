namespace Rollcall.Scim.Messages.Events;

/// <summary>The URIs of SCIM's events (RFC 9967 section 7.4).</summary>
public static class EventUris
{
    /// <summary>A resource joined the feed (section 2.3.1).</summary>
    public const string FeedAdd = "urn:ietf:params:scim:event:feed:add";

    /// <summary>A resource left the feed and still exists (section 2.3.2).</summary>
    public const string FeedRemove = "urn:ietf:params:scim:event:feed:remove";

    /// <summary>A resource was created; names of attributes only (section 2.4.1).</summary>
    public const string CreateNotice = "urn:ietf:params:scim:event:prov:create:notice";

    /// <summary>A resource was created, with its data.</summary>
    public const string CreateFull = "urn:ietf:params:scim:event:prov:create:full";

    /// <summary>A resource was changed by PATCH; names of attributes only (section 2.4.2).</summary>
    public const string PatchNotice = "urn:ietf:params:scim:event:prov:patch:notice";

    /// <summary>A resource was changed by PATCH, with the operations.</summary>
    public const string PatchFull = "urn:ietf:params:scim:event:prov:patch:full";

    /// <summary>A resource was replaced; names of attributes only (section 2.4.3).</summary>
    public const string PutNotice = "urn:ietf:params:scim:event:prov:put:notice";

    /// <summary>A resource was replaced, with its data.</summary>
    public const string PutFull = "urn:ietf:params:scim:event:prov:put:full";

    /// <summary>A resource was deleted (section 2.4.4).</summary>
    public const string Delete = "urn:ietf:params:scim:event:prov:delete";

    /// <summary>A resource became active (section 2.4.5).</summary>
    public const string Activate = "urn:ietf:params:scim:event:prov:activate";

    /// <summary>A resource became inactive (section 2.4.6).</summary>
    public const string Deactivate = "urn:ietf:params:scim:event:prov:deactivate";

    /// <summary>An asynchronous request was completed (section 2.5.1.3).</summary>
    public const string AsyncResponse = "urn:ietf:params:scim:event:misc:asyncresp";

    /// <summary>All of them, in the order of the registry.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        FeedAdd, FeedRemove, CreateNotice, CreateFull, PatchNotice, PatchFull, PutNotice, PutFull, Delete, Activate, Deactivate, AsyncResponse,
    ];
}
