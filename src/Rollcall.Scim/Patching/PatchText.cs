using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>The body of a PATCH to a plan (RFC 7644 section 3.5.2).</summary>
public static class PatchText
{
    /// <summary>Reads a PATCH body. What does not depend on the current state is refused here, the rest by the plan.</summary>
    public static ScimResult<PatchPlan> Read(
        ReadOnlyMemory<byte> utf8Json, ResourceType type, ScimSchemas schemas, ScimProfile profile, Tolerances tolerances) =>
        throw new NotSupportedException("not filled yet");
}
