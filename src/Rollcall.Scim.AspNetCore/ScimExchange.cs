using Rollcall.Scim.Errors;
using Rollcall.Scim.Serving;

namespace Rollcall.Scim.AspNetCore;

/// <summary>
/// One SCIM request and what became of it, for the host's journal: <c>HttpContext.Features.Get&lt;ScimExchange&gt;()</c>, there from before
/// <see cref="ScimHost.OpenScope"/> runs, filled as the request is read, and complete when the endpoint has returned.
/// </summary>
public sealed class ScimExchange
{
    /// <summary>What was asked; <see cref="ScimOperation.None"/> where the request was refused before its route was looked at, or has none.</summary>
    public ScimOperation Operation { get; internal set; }

    /// <summary>The name of the resource type asked for, or null.</summary>
    public string? ResourceType { get; internal set; }

    /// <summary>The resource id in the path, or null.</summary>
    public string? ResourceId { get; internal set; }

    /// <summary>The <c>filter</c> of a list request as sent, or null. It may hold personal data.</summary>
    public string? Filter { get; internal set; }

    /// <summary>What the host opened, with the tolerances counted so far; null where it refused.</summary>
    public ScimScope? Scope { get; internal set; }

    /// <summary>The request's body; empty where there was none or it was not read. It is set before the store is called.</summary>
    public ReadOnlyMemory<byte> RequestBody { get; internal set; }

    /// <summary>The status answered; 0 while there is none, or where the client was gone before there was one.</summary>
    public int Status { get; internal set; }

    /// <summary>The refusal answered, or null.</summary>
    public ScimError? Error { get; internal set; }

    /// <summary>The ids of the resources answered, at most ten.</summary>
    public IReadOnlyList<string> Ids { get; internal set; } = [];

    /// <summary>How many resources a list matched, or null.</summary>
    public long? Total { get; internal set; }

    /// <summary>True where the request changed the state of the store.</summary>
    public bool Changed { get; internal set; }

    /// <summary>True once the whole answer was handed to a connection that had not been broken off. Whether it arrived nobody knows.</summary>
    public bool Delivered { get; internal set; }
}
