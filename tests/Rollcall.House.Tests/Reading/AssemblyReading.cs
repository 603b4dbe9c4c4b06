using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Rollcall.House.Tests.Reading;

/// <summary>Reads a built assembly and its symbols into <see cref="BuiltType"/>s.</summary>
public static class AssemblyReading
{
    public static IReadOnlyList<BuiltType> Read(string path, string namespacePrefix)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        var parameters = new ReaderParameters
        {
            AssemblyResolver = resolver,
            InMemory = true,
            ReadSymbols = true,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
        };
        using var module = ModuleDefinition.ReadModule(path, parameters);

        // Source generators put their types into namespaces of their own, or mark them; neither is ours to judge.
        return [.. module.Types.Where(t => t.Namespace == namespacePrefix || t.Namespace.StartsWith(namespacePrefix + ".", StringComparison.Ordinal))
            .SelectMany(AndNested).Where(static t => !TypeNames.IsGenerated(t)).Select(ReadType)];
    }

    private static IEnumerable<TypeDefinition> AndNested(TypeDefinition type) => type.NestedTypes.SelectMany(AndNested).Prepend(type);

    private static IEnumerable<TypeDefinition> AndGenerated(TypeDefinition type) =>
        type.NestedTypes.Where(TypeNames.IsGenerated).SelectMany(AndGenerated).Prepend(type);

    private static BuiltType ReadType(TypeDefinition type)
    {
        var parts = AndGenerated(type).ToList();
        var methods = parts.SelectMany(static t => t.Methods).ToList();
        var regexes = methods.SelectMany(RegexReading.Of).ToList();
        return new BuiltType
        {
            Namespace = TypeNames.Outermost(type).Namespace,
            Name = TypeNames.Nested(type),
            IsOpen = IsOpen(type),
            Uses = [.. parts.SelectMany(UseReading.Of).Distinct().GroupBy(static u => (u.Namespace, u.Name), Gathered)],
            Literals = [.. parts.SelectMany(Literals)],
            Methods = [.. methods.Select(SpanReading.Of).OfType<MethodSpan>()],
            BacktrackingRegexes = [.. regexes.Where(static r => r.MayBacktrack).Select(static r => r.Where)],
            RegexCount = regexes.Count,
        };
    }

    /// <summary>One line a type that is used, however often it is.</summary>
    private static Use Gathered((string Namespace, string Name) used, IEnumerable<Use> uses)
    {
        var places = uses.Select(static u => u.Where).Distinct(StringComparer.Ordinal).ToList();
        return new Use(used.Namespace, used.Name, string.Join(", ", places.Take(3)) + (places.Count > 3 ? $" and {places.Count - 3} more" : string.Empty));
    }

    /// <summary>A class that is neither sealed nor static, and whose heirs nobody can count. Components are excepted: Blazor's compiler writes them open.</summary>
    private static bool IsOpen(TypeDefinition type)
    {
        if (!type.IsClass || type.IsValueType || type.IsSealed || type.BaseType?.Name is "ComponentBase" or "LayoutComponentBase")
        {
            return false;
        }

        return !type.IsAbstract || type.Methods.Any(m => m.IsConstructor && !m.IsStatic && !IsCopyConstructor(m, type) && !HeirsAreCounted(m, type));
    }

    /// <summary>A private constructor keeps heirs within the type; a private protected one, or an internal type, within the assembly.</summary>
    private static bool HeirsAreCounted(MethodDefinition constructor, TypeDefinition type) =>
        constructor.IsPrivate || constructor.IsFamilyAndAssembly || TypeNames.Outermost(type) is TypeDefinition { IsNotPublic: true };

    /// <summary>The constructor that the compiler gives every open record for <c>with</c>; it cannot be made private.</summary>
    private static bool IsCopyConstructor(MethodDefinition method, TypeDefinition type) =>
        method.Parameters is [var only] && only.ParameterType.Resolve() == type;

    private static IEnumerable<Literal> Literals(TypeDefinition type)
    {
        var constants = type.Fields.Where(static f => f.Constant is string).Select(static f => new Literal((string)f.Constant, f.Name));
        var loaded = type.Methods.Where(static m => m.HasBody).SelectMany(static m => m.Body.Instructions
            .Where(static i => i.OpCode.Code == Code.Ldstr).Select(i => new Literal((string)i.Operand, TypeNames.Member(m))));
        return constants.Concat(loaded);
    }
}
