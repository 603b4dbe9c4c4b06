using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Rollcall.House.Tests.Reading;

/// <summary>Finds where regular expressions are made or used statically, and whether their options say NonBacktracking.</summary>
public static class RegexReading
{
    // Between the options and the call that takes them lies at most a timeout, which is one call with its argument.
    private const int Reach = 4;

    public static IEnumerable<FoundRegex> Of(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions.Where(Makes).Select(i => new FoundRegex(TypeNames.Member(method), !SaysNonBacktracking(i))) : [];

    private static bool Makes(Instruction instruction) =>
        instruction.Operand is MethodReference { DeclaringType.FullName: "System.Text.RegularExpressions.Regex" } method
        && (instruction.OpCode.Code == Code.Newobj || (!method.HasThis && method.Name is not ("Escape" or "Unescape")));

    private static bool SaysNonBacktracking(Instruction call)
    {
        var at = call.Previous;
        for (var steps = 0; steps < Reach && at is not null; steps++, at = at.Previous)
        {
            if (at.Operand is int options && ((RegexOptions)options).HasFlag(RegexOptions.NonBacktracking))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A regular expression in the code.</summary>
public sealed record FoundRegex(string Where, bool MayBacktrack);
