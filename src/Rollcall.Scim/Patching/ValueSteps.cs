using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>Values of add and replace to steps: null and the like clear, a complex value is taken apart so that it merges.</summary>
internal sealed class ValueSteps(ValueReader values, List<PatchStep> steps)
{
    public void Set(AttributeTarget target, PatchOperation operation)
    {
        var adds = operation.Verb == PatchVerb.Add;
        if (target is { Sub: not null, Attribute.MultiValued: true })
        {
            steps.Add(new PatchStep.SetElements(target, null, values.Read(target.Sub, operation.Value, target.Shown), adds));
        }
        else if (target.Leaf.MultiValued)
        {
            SetList(target, operation.Value, adds);
        }
        else if (target.Leaf.Type == AttributeType.Complex)
        {
            SetComplex(target, operation.Value, adds);
        }
        else
        {
            SetOrClear(target, values.Read(target.Leaf, operation.Value, target.Shown), adds);
        }
    }

    /// <summary>Elements; in a PATCH one of them may stand without an array around it.</summary>
    public static JsonArray ReadList(ValueReader values, AttributeTarget target, JsonNode value)
    {
        var list = value is JsonArray ? value : new JsonArray(value.DeepClone());
        return (JsonArray?)values.Read(target.Leaf, list, target.Shown) ?? [];
    }

    /// <summary>An element, or the part of it that the target names.</summary>
    public static JsonNode? ReadPart(ValueReader values, AttributeTarget target, JsonNode? value)
    {
        if (target.Sub is not null)
        {
            return values.Read(target.Sub, value, target.Shown);
        }

        var element = value is JsonArray { Count: 1 } array ? array[0] : value;
        return values.ReadElement(target.Attribute, element, target.Shown);
    }

    private void SetList(AttributeTarget target, JsonNode? value, bool adds)
    {
        var list = value is null ? [] : ReadList(values, target, value);
        if (list.Count > 0)
        {
            steps.Add(new PatchStep.Set(target, list, adds));
        }
        else if (!adds)
        {
            steps.Add(new PatchStep.Clear(target));
        }
    }

    private void SetComplex(AttributeTarget target, JsonNode? value, bool adds)
    {
        if (values.Unwrap(target.Attribute, value, target.Shown) is not { } parts || (parts.Count == 0 && !adds && values.Profile.UnwrapValues))
        {
            steps.Add(new PatchStep.Clear(target));
            return;
        }

        // A new value makes its old $ref and display stale, so it goes first.
        foreach (var (name, part) in parts.OrderBy(p => string.Equals(p.Key, "value", StringComparison.OrdinalIgnoreCase) ? 0 : 1))
        {
            if (values.FindPart(target.Attribute, name, part, target.Shown) is { } sub)
            {
                var inside = target with { Sub = sub };
                SetOrClear(inside, values.Read(sub, part, inside.Shown), adds);
            }
        }
    }

    private void SetOrClear(AttributeTarget target, JsonNode? value, bool adds) =>
        steps.Add(value is null ? new PatchStep.Clear(target) : new PatchStep.Set(target, value, adds));
}
