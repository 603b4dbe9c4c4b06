using Rollcall.House.Tests.Reading;

namespace Rollcall.House.Tests.Rules;

/// <summary>The rules about single types, methods and files.</summary>
public static class TypeRules
{
    private static readonly string[] Endings = ["Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Service", "Services", "Base", "Impl", "Dto", "Dtos", "Info"];

    /// <summary>No empty word ends a type's name.</summary>
    public static IEnumerable<string> Suffixes(IEnumerable<BuiltType> types) =>
        from type in types
        from ending in Endings
        where type.Name.EndsWith(ending, StringComparison.Ordinal)
        select $"{type.FullName} ends in {ending}: say what it does";

    /// <summary>No type is named like the namespace it lies in, and no namespace like a type of System that everyone uses.</summary>
    public static IEnumerable<string> Names(IEnumerable<BuiltType> types) =>
        from type in types
        let last = type.Namespace.Split('.')[^1]
        let fault = type.Name == last ? "bears the name of its namespace" : last is "Directory" or "Console" ? $"lies in a namespace that hides System's {last}" : null
        where fault is not null
        select $"{type.FullName} {fault}";

    /// <summary>A class is sealed, static, or abstract with private constructors.</summary>
    public static IEnumerable<string> Closed(IEnumerable<BuiltType> types) =>
        types.Where(static t => t.IsOpen).Select(static t => $"{t.FullName} is neither sealed, static, nor abstract with a private constructor");

    /// <summary>A method fits on a screen.</summary>
    public static IEnumerable<string> MethodLengths(IEnumerable<BuiltType> types, int limit) =>
        types.SelectMany(static t => t.Methods).Where(m => m.Length > limit).DistinctBy(static m => (m.File, m.First))
            .Select(m => $"{m.Name} has {m.Length} lines, {limit} are allowed ({m.File}:{m.First})");

    /// <summary>A file can be read in one go.</summary>
    public static IEnumerable<string> FileLengths(IEnumerable<SourceFile> files, int limit) =>
        from file in files
        let lines = File.ReadLines(file.FullPath).Count()
        where lines > limit
        select $"{file.Name} has {lines} lines, {limit} are allowed";

    /// <summary>No regular expression can be made slow by its input.</summary>
    public static IEnumerable<string> Regexes(IEnumerable<BuiltType> types) =>
        types.SelectMany(static t => t.BacktrackingRegexes.Select(where => $"{t.FullName}.{where} uses a regular expression without RegexOptions.NonBacktracking"));
}
