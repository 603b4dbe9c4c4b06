using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Rollcall.House.Tests.Reading;

/// <summary>Finds the lines of a method by its sequence points.</summary>
public static class SpanReading
{
    /// <summary>Null where nobody wrote the method, or where it only initialises static fields: tables of data are not logic.</summary>
    public static MethodSpan? Of(MethodDefinition method)
    {
        if (!method.HasBody || method is { IsConstructor: true, IsStatic: true })
        {
            return null;
        }

        var from = method.IsConstructor ? AfterInitialisers(method) : 0;
        var points = method.DebugInformation.SequencePoints.Where(p => !p.IsHidden && p.Offset >= from).ToList();
        return points.Count == 0 || IsGenerated(points[0].Document.Url)
            ? null
            : new MethodSpan(TypeNames.Nested(method.DeclaringType) + "." + TypeNames.Member(method), points[0].Document.Url,
                points.Min(static p => p.StartLine), points.Max(static p => p.EndLine));
    }

    /// <summary>A constructor first runs the initialisers of fields, then calls its base, then does what was written in it.</summary>
    private static int AfterInitialisers(MethodDefinition constructor) =>
        constructor.Body.Instructions.FirstOrDefault(static i => i.OpCode.Code == Code.Call && i.Operand is MethodReference { Name: ".ctor" })?.Offset ?? 0;

    private static bool IsGenerated(string file) =>
        file.EndsWith(".g.cs", StringComparison.Ordinal) || file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal);
}
