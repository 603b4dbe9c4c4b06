using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Serving;

/// <summary>What one request works with: whose resources, by which manners, under which address.</summary>
public sealed record ScimScope
{
    /// <summary>The resources, bound to one tenant and one credential.</summary>
    public required IScimStore Store { get; init; }

    /// <summary>The absolute base URL that clients know, as configured and never taken from a request's <c>Host</c>. Its query, if any, is not used.</summary>
    public required Uri BaseUrl
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            BaseText = (value.Query.Length == 0 && value.Fragment.Length == 0 ? value.AbsoluteUri : value.GetLeftPart(UriPartial.Path)).TrimEnd('/');
        }
    }

    /// <summary>What the client is forgiven, and how it is answered where the RFC leaves it open.</summary>
    public ScimProfile Profile { get; init; } = ScimProfile.Generic;

    /// <summary>The resource types and their schemas.</summary>
    public ScimSchemas Schemas { get; init; } = ScimSchemas.Standard;

    /// <summary>Collects what the client was forgiven in this request.</summary>
    public Tolerances Tolerances { get; init; } = new();

    /// <summary>The id of the <c>User</c> who is asking, whom <c>/Me</c> stands for (RFC 7644 section 3.11); null where the credential is no person's, and <c>/Me</c> answers 501.</summary>
    public string? Me { get; init; }

    /// <summary>What cursors are bound to besides the base URL, where several tenants share one; null where they do not.</summary>
    public string? Tenant { get; init; }

    /// <summary>The base URL as text, without a slash at its end.</summary>
    public string BaseText { get; private init; } = "";

    /// <summary>The absolute URL of a resource, its <c>meta.location</c>.</summary>
    public string Locate(ResourceType type, string id)
    {
        ArgumentNullException.ThrowIfNull(type);
        return BaseText + type.Endpoint + "/" + Uri.EscapeDataString(id);
    }
}
