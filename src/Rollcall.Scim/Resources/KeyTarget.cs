using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>
/// What a key of a JSON object means: an attribute, or a whole extension. Besides plain names, clients write dotted names
/// (<c>name.givenName</c>: Entra ID with aadOptscim062020, OneLogin's templates) and names with a URN before them.
/// </summary>
internal abstract record KeyTarget
{
    private KeyTarget() { }

    public void Switch(Action<AttributeTarget> attribute, Action<SchemaDefinition> extension)
    {
        switch (this)
        {
            case One one: attribute(one.Target); break;
            case Container container: extension(container.Schema); break;
        }
    }

    /// <summary>The meaning, or null where there is none, or none that the profile accepts.</summary>
    public static KeyTarget? Find(ResourceType type, string key, ValueReader values)
    {
        if (AttributeNames.IsUrn(key) && FindContainer(type, key, values) is { } container)
        {
            return container;
        }

        return AttributeNames.Read(key) is { } path && AttributeTarget.Find(type, path) is { } target && Accepts(target, path, values)
            ? new One(target)
            : null;
    }

    private static Container? FindContainer(ResourceType type, string key, ValueReader values)
    {
        var exact = type.FindExtension(key);
        if (exact is null && values.Profile.AcceptUnknownSchemas && type.FindExtension(SchemaAliases.Resolve(key)) is { } meant)
        {
            values.Tolerances.Add("unknown-schema", key);
            exact = meant;
        }

        return exact is null ? null : new Container(exact.Schema);
    }

    private static bool Accepts(AttributeTarget target, AttributePath path, ValueReader values)
    {
        if (target.WasBare)
        {
            return Forgive(values.Profile.AcceptBareExtensionNames, "bare-extension-name", target, values);
        }

        return (path.SubName is null && path.SchemaUrn is null) || Forgive(values.Profile.UnwrapValues, "dotted-key", target, values);
    }

    private static bool Forgive(bool accepted, string code, AttributeTarget target, ValueReader values)
    {
        if (accepted)
        {
            values.Tolerances.Add(code, target.Shown);
        }

        return accepted;
    }

    public sealed record One(AttributeTarget Target) : KeyTarget;

    public sealed record Container(SchemaDefinition Schema) : KeyTarget;
}
