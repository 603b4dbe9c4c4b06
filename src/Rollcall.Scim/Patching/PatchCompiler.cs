using System.Text.Json.Nodes;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Patching;

/// <summary>Operations to steps. All that does not depend on the current document is settled, and refused, here.</summary>
internal sealed class PatchCompiler(ResourceType type, ValueReader values)
{
    private readonly List<PatchStep> _steps = [];
    private readonly MemberSteps _members = new(values);

    public IReadOnlyList<PatchStep> Steps => _steps;

    public IReadOnlyList<MemberChange> Members => _members.Changes;

    public void Take(PatchOperation operation)
    {
        if (operation.Verb != PatchVerb.Remove && !operation.HasValue)
        {
            throw ScimRefusal.Value($"The operation on {JsonTree.Shown(operation.Path ?? "the resource")} needs a value.");
        }

        if (operation.Path is null)
        {
            TakeResource(operation);
            return;
        }

        PathText.Parse(operation.Path, values.Profile.ToleratedForms).TryGet(out var path, out var error);
        TakePath(path ?? throw new ScimRefusal(error!), operation);
    }

    private void TakePath(PatchPath path, PatchOperation operation)
    {
        var name = operation.Path!.Trim(' ');
        switch (path)
        {
            case PatchPath.Elements elements:
                TakeElements(elements, operation);
                break;
            case PatchPath.Named or PatchPath.Urn when type.FindExtension(SchemaAliases.Resolve(name)) is { } extension:
                TakeContainer(extension.Schema, operation);
                break;
            case PatchPath.Named or PatchPath.Urn when string.Equals(name, type.Schema.Id, StringComparison.OrdinalIgnoreCase):
                TakeResource(operation);
                break;
            case PatchPath.Named named when Find(named.Path) is { } target:
                TakeAttribute(target, operation);
                break;
            default:
                PassOver(name);
                break;
        }
    }

    /// <summary>No path: each key of the value is one (RFC 7644 section 3.5.2.1), and Entra ID's keys may be dotted or carry a URN.</summary>
    private void TakeResource(PatchOperation operation)
    {
        if (operation.Verb == PatchVerb.Remove)
        {
            throw ScimRefusal.NoTarget("A remove needs a path.");
        }

        foreach (var (key, value) in operation.Value as JsonObject ?? throw ScimRefusal.Syntax("Without a path the value must be an object."))
        {
            var part = new PatchOperation(operation.Verb, key, HasValue: true, value);
            if (key.Contains('[', StringComparison.Ordinal) && values.Profile.UnwrapValues)
            {
                Take(part);
            }
            else if (KeyTarget.Find(type, key, values) is not { } found)
            {
                values.PassOver(JsonTree.Shown(key));
            }
            else
            {
                found.Switch(target => TakeKey(target, part), extension => TakeContainer(extension, part));
            }
        }
    }

    /// <summary>Okta and Entra ID send <c>id</c>, <c>schemas</c> and the like inside a value; they mean nothing by it.</summary>
    private void TakeKey(AttributeTarget target, PatchOperation part)
    {
        if (target.Attribute.Mutability != Mutability.ReadOnly)
        {
            TakeAttribute(target, part);
        }
    }

    private void TakeContainer(SchemaDefinition extension, PatchOperation operation)
    {
        if (operation.Verb == PatchVerb.Remove || operation.Value is null)
        {
            _steps.Add(new PatchStep.ClearContainer(extension));
            return;
        }

        foreach (var (key, value) in operation.Value as JsonObject ?? throw ScimRefusal.Value($"{extension.Id} takes an object."))
        {
            if (AttributeNames.Read(key) is { SchemaUrn: null } name
                && AttributeTarget.Find(type, name with { SchemaUrn = extension.Id }) is { } target)
            {
                TakeAttribute(target, new PatchOperation(operation.Verb, key, HasValue: true, value));
            }
            else
            {
                values.PassOver(extension.Id + ":" + JsonTree.Shown(key));
            }
        }
    }

    private void TakeAttribute(AttributeTarget target, PatchOperation operation)
    {
        if (target.IsMembers && (target.Sub is null || target.Sub.Name == "value"))
        {
            _members.Take(operation);
        }
        else if (MayChange(target))
        {
            if (operation.Verb == PatchVerb.Remove)
            {
                Remove(target, operation);
            }
            else
            {
                new ValueSteps(values, _steps).Set(target, operation);
            }
        }
    }

    private void Remove(AttributeTarget target, PatchOperation operation)
    {
        if (target.Sub is null && target.Attribute.Required)
        {
            throw ScimRefusal.Mutability($"{target.Shown} is required and cannot be removed.");
        }

        if (target.Sub is null && target.Attribute.MultiValued && operation.Value is { } value)
        {
            // Only these go, as with members: to take such a remove for "all of them" would lose data.
            values.Tolerances.Add("value-array-remove", target.Shown);
            _steps.Add(new PatchStep.RemoveValues(target, ValueSteps.ReadList(values, target, value)));
        }
        else
        {
            _steps.Add(target is { Sub: not null, Attribute.MultiValued: true } ? new PatchStep.RemoveElements(target, null) : new PatchStep.Clear(target));
        }
    }

    private void TakeElements(PatchPath.Elements path, PatchOperation operation)
    {
        if (Find(path.Path with { SubName = null }) is not { } list || path.Path.SubName is not null)
        {
            PassOver(path.Path.ToString());
            return;
        }

        if (!list.Attribute.MultiValued)
        {
            throw ScimRefusal.Path($"{list.Shown} holds a single value, so that brackets cannot follow it.");
        }

        var where = FilterCheck.For(list.Attribute, values.Profile.CoerceBooleans).Check(path.Where);
        var sub = path.SubName is null ? null : list.Attribute.Find(path.SubName);
        if (path.SubName is not null && sub is null)
        {
            PassOver($"{path.Path}[].{path.SubName}");
        }
        else if (list.IsMembers)
        {
            _members.TakeElements(operation.Verb, where);
        }
        else if (list with { Sub = sub } is var target && MayChange(target))
        {
            _steps.Add(operation.Verb == PatchVerb.Remove
                ? new PatchStep.RemoveElements(target, where)
                : new PatchStep.SetElements(target, where, ValueSteps.ReadPart(values, target, operation.Value), operation.Verb == PatchVerb.Add));
        }
    }

    private AttributeTarget? Find(AttributePath path)
    {
        if (AttributeTarget.Find(type, path) is not { } target || (target.WasBare && !values.Profile.AcceptBareExtensionNames))
        {
            return null;
        }

        if (target.WasBare)
        {
            values.Tolerances.Add("bare-extension-name", target.Shown);
        }

        return target;
    }

    private void PassOver(string path)
    {
        if (!values.Profile.AcceptUnknownAttributes)
        {
            throw ScimRefusal.Path($"The path {JsonTree.Shown(path)} leads to no attribute of this resource.");
        }

        values.Tolerances.Add("unknown-attribute", JsonTree.Shown(path));
    }

    private bool MayChange(AttributeTarget target)
    {
        // schemas follows from what the resource holds; a password is a placeholder, and is not kept.
        if (ReferenceEquals(target.Attribute, CommonAttributes.Schemas) || target.Attribute.Mutability == Mutability.WriteOnly)
        {
            return false;
        }

        if (target.Attribute.Mutability != Mutability.ReadOnly && target.Leaf.Mutability != Mutability.ReadOnly && !target.IsMembers)
        {
            return true;
        }

        if (!values.Profile.IgnoreReadOnly)
        {
            throw ScimRefusal.Mutability($"{target.Shown} cannot be changed by a client.");
        }

        values.Tolerances.Add("read-only", target.Shown);
        return false;
    }
}
