using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>Takes steps on a copy of a document, in order: each sees what those before it have done.</summary>
internal sealed class PatchEngine(JsonObject document, ScimProfile profile, Tolerances tolerances)
{
    /// <summary>The next document; the current one is not touched, whatever happens.</summary>
    public static JsonObject Apply(JsonObject current, IReadOnlyList<PatchStep> steps, ResourceType type, ScimProfile profile, Tolerances tolerances)
    {
        var next = (JsonObject)current.DeepClone();
        var engine = new PatchEngine(next, profile, tolerances);
        foreach (var step in steps)
        {
            engine.Take(step);
        }

        DocumentRules.Settle(next, type);
        return next;
    }

    private void Take(PatchStep step)
    {
        switch (step)
        {
            case PatchStep.Set { Target.Sub: not null } set: SetPart(set); break;
            case PatchStep.Set set: SetWhole(set); break;
            case PatchStep.Clear clear: Clear(clear.Target); break;
            case PatchStep.ClearContainer container: document.Remove(container.Extension.Id); break;
            case PatchStep.RemoveValues remove: RemoveValues(remove); break;
            case PatchStep.SetElements set: SetElements(set); break;
            case PatchStep.RemoveElements remove: RemoveElements(remove.Target, remove.Where); break;
        }
    }

    private JsonObject? Owner(AttributeTarget target) => target.Extension is null ? document : document[target.Extension.Id] as JsonObject;

    private JsonObject OpenOwner(AttributeTarget target)
    {
        if (Owner(target) is { } owner)
        {
            return owner;
        }

        var container = new JsonObject();
        document[target.Extension!.Id] = container;
        return container;
    }

    private void SetWhole(PatchStep.Set set)
    {
        var owner = OpenOwner(set.Target);
        var name = set.Target.Attribute.Name;
        if (set.Value is JsonArray elements && set.Adds && owner[name] is JsonArray list)
        {
            AddElements(list, elements, set.Target.Shown);
            return;
        }

        CheckImmutable(set.Target, owner[name], set.Value);
        owner[name] = set.Value.DeepClone();
    }

    private static void AddElements(JsonArray list, JsonArray elements, string where)
    {
        foreach (var element in elements)
        {
            var added = ElementList.Add(list, element!.DeepClone());
            if (ElementList.IsPrimary(element))
            {
                ElementList.KeepPrimary(list, added);
            }

            ElementList.CheckCount(list, where);
        }
    }

    private void SetPart(PatchStep.Set set)
    {
        var owner = OpenOwner(set.Target);
        if (owner[set.Target.Attribute.Name] is not JsonObject complex)
        {
            owner[set.Target.Attribute.Name] = complex = new JsonObject();
        }

        SetPart(complex, set.Target, set.Value, set.Adds);
    }

    private static void SetPart(JsonObject complex, AttributeTarget target, JsonNode value, bool adds)
    {
        var name = target.Sub!.Name;
        CheckImmutable(target, complex[name], value);
        if (name == "value" && target.Attribute.Find("$ref") is not null && !ScimEquality.SameNode(complex[name], value))
        {
            complex.Clear();
        }

        if (adds && value is JsonArray more && complex[name] is JsonArray list)
        {
            AddElements(list, more, target.Shown);
        }
        else
        {
            complex[name] = value.DeepClone();
        }
    }

    private static void CheckImmutable(AttributeTarget target, JsonNode? before, JsonNode value)
    {
        if (target.Leaf.Mutability == Mutability.Immutable && before is not null && !ScimEquality.SameNode(before, value))
        {
            throw ScimRefusal.Mutability($"{target.Shown} is set already and cannot be changed.");
        }
    }

    private void Clear(AttributeTarget target)
    {
        if (Owner(target) is not { } owner)
        {
            return;
        }

        if (target.Sub is null || (target.Sub.Name == "value" && target.Attribute.Find("$ref") is not null))
        {
            owner.Remove(target.Attribute.Name);
        }
        else if (owner[target.Attribute.Name] is JsonObject complex && complex.Remove(target.Sub.Name) && complex.Count == 0)
        {
            owner.Remove(target.Attribute.Name);
        }
    }

    private void RemoveValues(PatchStep.RemoveValues remove)
    {
        if (Owner(remove.Target) is { } owner && owner[remove.Target.Attribute.Name] is JsonArray list)
        {
            list.RemoveAll(e => remove.Values.Any(v => ScimEquality.SameNode(e, v) || IsMeant(e, v)));
            DropIfEmpty(owner, remove.Target, list);
        }
    }

    /// <summary>Every part that the value names is the element's own, <c>value</c> among them.</summary>
    private static bool IsMeant(JsonNode? element, JsonNode? value) =>
        element is JsonObject o && value is JsonObject parts && parts.ContainsKey("value")
        && parts.All(p => p.Key is not ("value" or "type") || ScimEquality.SameNode(o[p.Key], p.Value));

    private void SetElements(PatchStep.SetElements set)
    {
        var owner = OpenOwner(set.Target);
        var list = owner[set.Target.Attribute.Name] as JsonArray ?? [];
        var matches = Matches(list, set.Target, set.Where);
        if (matches.Count == 0)
        {
            matches = Create(set, list);
        }
        else if (set.Value is null)
        {
            RemoveElements(set.Target, set.Where);
            return;
        }
        else
        {
            matches = [.. matches.Select(m => Change(list, m, set))];
        }

        if (matches.FindLast(ElementList.IsPrimary) is { } primary && SaysPrimary(set))
        {
            ElementList.KeepPrimary(list, primary);
        }

        ElementList.MergeTwins(list);
        if (list.Count > 0 && list.Parent is null)
        {
            owner[set.Target.Attribute.Name] = list;
        }
    }

    private static bool SaysPrimary(PatchStep.SetElements set) =>
        set.Target.Sub is null ? ElementList.IsPrimary(set.Value) : set.Target.Sub.Name == "primary" || set.Where is not null;

    private static List<JsonNode> Matches(JsonArray list, AttributeTarget target, Filter? where) =>
        [.. list.OfType<JsonNode>().Where(e => where is null || FilterDecision.HoldsFor(where, target.Attribute, e))];

    /// <summary>No element matches: 400 <c>noTarget</c>, or a new one made of the filter's <c>eq</c> terms (Entra ID; SCIM-SDK#416).</summary>
    private List<JsonNode> Create(PatchStep.SetElements set, JsonArray list)
    {
        if (set.Value is null && (set.Where is null || profile.EmptyTextClears))
        {
            return [];
        }

        var element = set.Where is null ? new JsonObject() : profile.CreateOnMissingTarget ? EqualityTerms.Read(set.Where, set.Target.Attribute) : null;
        if (element is null)
        {
            throw ScimRefusal.NoTarget($"No element of {set.Target.Attribute.Name} matches the filter of the path.");
        }

        tolerances.Add("created-target", set.Target.Shown);
        list.Add(element);
        ElementList.CheckCount(list, set.Target.Shown);
        Fill(element, set);
        return [element];
    }

    private static JsonNode Change(JsonArray list, JsonNode element, PatchStep.SetElements set)
    {
        if (set.Target.Sub is not null || set.Adds || element is not JsonObject)
        {
            Fill(element, set);
            return element;
        }

        // A whole element is replaced; what selected it stays, where the value does not say otherwise.
        var next = (set.Where is null ? null : EqualityTerms.Read(set.Where, set.Target.Attribute)) ?? new JsonObject();
        Fill(next, set);
        list[list.IndexOf(element)] = next;
        return next;
    }

    private static void Fill(JsonNode element, PatchStep.SetElements set)
    {
        if (element is not JsonObject complex)
        {
            return;
        }

        if (set.Target.Sub is not null)
        {
            SetPart(complex, set.Target, set.Value!, set.Adds);
            return;
        }

        foreach (var (name, part) in set.Value as JsonObject ?? [])
        {
            complex[name] = part?.DeepClone();
        }
    }

    private void RemoveElements(AttributeTarget target, Filter? where)
    {
        if (Owner(target) is not { } owner || owner[target.Attribute.Name] is not JsonArray list)
        {
            return;
        }

        foreach (var element in Matches(list, target, where))
        {
            if (target.Sub is null || IsBareAfter((JsonObject)element, target))
            {
                list.Remove(element);
            }
        }

        ElementList.MergeTwins(list);
        DropIfEmpty(owner, target, list);
    }

    /// <summary>Removes the part; true where what is left says nothing: <c>{"type":"work"}</c> is no address.</summary>
    private static bool IsBareAfter(JsonObject element, AttributeTarget target)
    {
        var had = element.Remove(target.Sub!.Name);
        return had && element.All(p => p.Key is "type" or "primary" or "display" or "$ref");
    }

    private static void DropIfEmpty(JsonObject owner, AttributeTarget target, JsonArray list)
    {
        if (list.Count == 0)
        {
            owner.Remove(target.Attribute.Name);
        }
    }
}
