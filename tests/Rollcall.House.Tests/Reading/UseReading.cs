using Mono.Cecil;

namespace Rollcall.House.Tests.Reading;

/// <summary>Finds every type that a type names: parents, fields, signatures, bodies. Attributes are left out, they bind nothing.</summary>
public static class UseReading
{
    public static IEnumerable<Use> Of(TypeDefinition type)
    {
        var head = type.Interfaces.Select(static i => i.InterfaceType).Append(type.BaseType).Concat(Constraints(type));

        // A field <>9 only caches a delegate; the method that makes it names the same type.
        var fields = type.Fields.Where(static f => !f.Name.StartsWith("<>9", StringComparison.Ordinal)).SelectMany(static f => Named(f.FieldType, f.Name));
        return head.SelectMany(static t => Named(t, "declaration")).Concat(fields).Concat(type.Methods.SelectMany(OfMethod));
    }

    private static IEnumerable<Use> OfMethod(MethodDefinition method)
    {
        var signature = Signature(method).Concat(Constraints(method));
        var body = method.HasBody ? Body(method) : [];
        return signature.Concat(body).SelectMany(t => Named(t, TypeNames.Member(method)));
    }

    private static IEnumerable<TypeReference?> Body(MethodDefinition method) =>
        method.Body.Instructions.SelectMany(static i => Operand(i.Operand))
            .Concat(method.Body.Variables.Select(static v => v.VariableType))
            .Concat(method.Body.ExceptionHandlers.Select(static h => h.CatchType));

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => Signature(method).Append(method.DeclaringType),
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(MethodReference method)
    {
        var arguments = method is GenericInstanceMethod generic ? generic.GenericArguments : [];
        return method.Parameters.Select(static p => p.ParameterType).Append(method.ReturnType).Concat(arguments);
    }

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider owner) =>
        owner.GenericParameters.SelectMany(static p => p.Constraints).Select(static c => c.ConstraintType);

    private static IEnumerable<Use> Named(TypeReference? type, string where) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(a => Named(a, where)).Concat(Named(generic.ElementType, where)),
        FunctionPointerType pointer => Signature(pointer).SelectMany(t => Named(t, where)),
        IModifierType modifier => Named(modifier.ElementType, where),
        TypeSpecification wrapped => Named(wrapped.ElementType, where),
        _ => [ToUse(TypeNames.Outermost(type), where)],
    };

    private static IEnumerable<TypeReference> Signature(FunctionPointerType pointer) =>
        pointer.Parameters.Select(static p => p.ParameterType).Append(pointer.ReturnType);

    private static Use ToUse(TypeReference type, string where) => new(type.Namespace, TypeNames.Simple(type), where);
}
