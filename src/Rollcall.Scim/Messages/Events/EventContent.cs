using System.Text.Json.Nodes;

namespace Rollcall.Scim.Messages.Events;

/// <summary>What a create, patch or put event tells: the names of the attributes, or the data. Never both (RFC 9967 section 2.4).</summary>
public abstract record EventContent
{
    private EventContent()
    {
    }

    /// <summary>The names of the attributes that were set, changed or removed, as paths of RFC 7644 section 3.5.2; the receiver asks for their values.</summary>
    /// <param name="Attributes">The names.</param>
    public sealed record Notice(IReadOnlyList<string> Attributes) : EventContent;

    /// <summary>The data as a bulk operation would carry it: the resource, or for a patch the PatchOp. It never holds what is written only, such as a password.</summary>
    /// <param name="Data">The data.</param>
    public sealed record Full(JsonObject Data) : EventContent;
}
