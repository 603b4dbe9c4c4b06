using Mono.Cecil;

namespace Rollcall.House.Tests.Reading;

/// <summary>Names as a reader of the sources knows them.</summary>
public static class TypeNames
{
    /// <summary>True for what no one wrote: closures, state machines, and the output of source generators.</summary>
    public static bool IsGenerated(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.CustomAttributes.Any(static a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute");

    public static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    public static string Simple(TypeReference type) => type.Name.Split('`')[0];

    public static string Nested(TypeReference type) => type.DeclaringType is { } outer ? Nested(outer) + "." + Simple(type) : Simple(type);

    /// <summary>The member that was written: closures and state machines such as <c>&lt;&lt;Decide&gt;b__3&gt;d</c> belong to Decide.</summary>
    public static string Member(MethodDefinition method)
    {
        var name = (method.Name.StartsWith('<') ? method.Name : method.DeclaringType.Name).TrimStart('<');
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return end > 0 ? name[..end] : method.Name;
    }
}
