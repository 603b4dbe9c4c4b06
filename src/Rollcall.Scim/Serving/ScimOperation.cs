namespace Rollcall.Scim.Serving;

/// <summary>What a request asks of the provider.</summary>
public enum ScimOperation
{
    /// <summary>Nothing that the provider knows: an unknown route, a wrong method, or a request refused before its route was looked at.</summary>
    None,

    /// <summary>One resource by id.</summary>
    Get,

    /// <summary>A list, by GET.</summary>
    List,

    /// <summary>A list, by POST to <c>.search</c>.</summary>
    Search,

    /// <summary>A new resource.</summary>
    Create,

    /// <summary>A whole resource by PUT.</summary>
    Replace,

    /// <summary>A change by PATCH.</summary>
    Patch,

    /// <summary>A removal.</summary>
    Delete,

    /// <summary>ServiceProviderConfig, Schemas or ResourceTypes.</summary>
    Discover,

    /// <summary>Several operations in one request.</summary>
    Bulk,

    /// <summary>The resource of the caller, <c>/Me</c>.</summary>
    Me,

    /// <summary>What became of an asynchronous request.</summary>
    AsyncResult,
}
