using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>The body of a PATCH to a plan (RFC 7644 section 3.5.2).</summary>
public static class PatchText
{
    /// <summary>
    /// Reads a PATCH body. What does not depend on the current state is refused here, the rest by the plan: 400 <c>invalidSyntax</c>,
    /// <c>invalidPath</c>, <c>invalidFilter</c>, <c>invalidValue</c>, <c>mutability</c>, <c>noTarget</c>. A body without operations changes nothing.
    /// </summary>
    public static ScimResult<PatchPlan> Read(
        ReadOnlyMemory<byte> utf8Json, ResourceType type, ScimSchemas schemas, ScimProfile profile, Tolerances tolerances)
    {
        ArgumentNullException.ThrowIfNull(profile);
        try
        {
            var compiler = new PatchCompiler(type, new ValueReader(profile, tolerances));
            foreach (var operation in PatchEnvelope.Read(JsonTree.Read(utf8Json.Span), profile, tolerances))
            {
                compiler.Take(operation);
            }

            return Plan(compiler, type, profile, tolerances);
        }
        catch (ScimRefusal refusal)
        {
            return refusal.Error;
        }
    }

    private static PatchPlan Plan(PatchCompiler compiler, ResourceType type, ScimProfile profile, Tolerances tolerances)
    {
        var steps = compiler.Steps;
        if (steps.Count == 0)
        {
            return new PatchPlan(null, compiler.Members);
        }

        return new PatchPlan(
            current =>
            {
                try
                {
                    return PatchEngine.Apply(current, steps, type, profile, tolerances);
                }
                catch (ScimRefusal refusal)
                {
                    return refusal.Error;
                }
            },
            compiler.Members);
    }
}
