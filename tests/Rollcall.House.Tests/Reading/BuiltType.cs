namespace Rollcall.House.Tests.Reading;

/// <summary>What the rules need to know of one type of a built assembly. What the compiler generated within it counts as its own.</summary>
public sealed record BuiltType
{
    /// <summary>The namespace; for a nested type that of the outermost.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name without generic arity; nested types as <c>Outer.Inner</c>.</summary>
    public required string Name { get; init; }

    /// <summary>True where an heir outside the type is possible although none was meant.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Every type it names, in signatures and bodies; attributes excepted.</summary>
    public required IReadOnlyList<Use> Uses { get; init; }

    /// <summary>String literals and constants, in the order of the code.</summary>
    public required IReadOnlyList<Literal> Literals { get; init; }

    /// <summary>Where its methods lie in the sources.</summary>
    public required IReadOnlyList<MethodSpan> Methods { get; init; }

    /// <summary>Members that make or use a regular expression which may backtrack, and how many expressions were seen at all.</summary>
    public required IReadOnlyList<string> BacktrackingRegexes { get; init; }

    /// <summary>How many regular expressions it makes or uses.</summary>
    public required int RegexCount { get; init; }

    public string FullName => Namespace + "." + Name;
}

/// <summary>A type that is named somewhere.</summary>
/// <param name="Namespace">Its namespace; for a nested type that of the outermost.</param>
/// <param name="Name">Its name; of a nested type that of the outermost.</param>
/// <param name="Where">The member that names it.</param>
public sealed record Use(string Namespace, string Name, string Where)
{
    public string FullName => Namespace + "." + Name;
}

/// <summary>A string in the code.</summary>
public sealed record Literal(string Text, string Where);

/// <summary>A method's lines, counted from 1.</summary>
public sealed record MethodSpan(string Name, string File, int First, int Last)
{
    public int Length => Last - First + 1;
}
