using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>PUT as the same kind of plan as PATCH (RFC 7644 section 3.5.1).</summary>
public static class PutPlan
{
    /// <summary>
    /// The plan that makes a resource what was read: what is omitted is cleared, but for <c>active</c> and <c>members</c> where the profile keeps
    /// them. An immutable attribute with another value is 400 <c>mutability</c>.
    /// </summary>
    public static PatchPlan From(ReadResource resource, ResourceType type, ScimProfile profile)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(profile);
        return new PatchPlan(current => Next(current, resource, type, profile), MembersOf(resource, type, profile));
    }

    private static IReadOnlyList<MemberChange> MembersOf(ReadResource resource, ResourceType type, ScimProfile profile)
    {
        if (resource.MemberIds is not null)
        {
            return [new MemberChange.Replace(resource.MemberIds)];
        }

        var empties = !profile.PutKeepsOmittedMembers && type.Schema.Find("members") is not null;
        return empties ? [new MemberChange.Replace([])] : [];
    }

    private static ScimResult<JsonObject> Next(JsonObject current, ReadResource resource, ResourceType type, ScimProfile profile)
    {
        var next = (JsonObject)resource.Document.DeepClone();
        if (!resource.ActiveGiven && profile.PutKeepsOmittedActive && current["active"] is { } active)
        {
            next["active"] = active.DeepClone();
        }

        foreach (var name in (string[])["id", "meta"])
        {
            if (current[name] is { } kept)
            {
                next[name] = kept.DeepClone();
            }
        }

        return ChangedImmutable(current, next, type.Schema) is { } attribute
            ? new ScimError(400, ScimErrorType.Mutability, $"{attribute} is set already and cannot be changed.")
            : next;
    }

    private static string? ChangedImmutable(JsonObject current, JsonObject next, SchemaDefinition schema) => schema.Attributes
        .FirstOrDefault(a => a.Mutability == Mutability.Immutable && current[a.Name] is { } before && !ScimEquality.SameNode(before, next[a.Name]))
        ?.Name;
}
