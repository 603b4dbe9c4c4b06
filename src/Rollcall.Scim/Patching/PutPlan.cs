using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>PUT as the same kind of plan as PATCH (RFC 7644 section 3.5.1).</summary>
public static class PutPlan
{
    /// <summary>The plan that makes a resource what was read.</summary>
    public static PatchPlan From(ReadResource resource, ResourceType type, ScimProfile profile) => throw new NotSupportedException("not filled yet");
}
