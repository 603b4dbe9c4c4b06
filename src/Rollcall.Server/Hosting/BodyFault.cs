using System.Text.Json;

namespace Rollcall.Server.Hosting;

/// <summary>What is wrong with a JSON body, in words of HTTP and not of .NET.</summary>
internal static class BodyFault
{
    private const string MissingMark = "missing required properties including: ";

    /// <summary>One sentence with the place, where the reader says one.</summary>
    public static string Sentence(JsonException wrong)
    {
        var place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {wrong.BytePositionInLine + 1})" : "";
        return What(wrong) + place + ".";
    }

    // System.Text.Json has no error codes: its sentences are all there is to tell the cases apart. A sentence that changes falls to the last case.
    private static string What(JsonException wrong)
    {
        var message = wrong.Message;
        var property = (wrong.Path ?? "$").TrimStart('$').TrimStart('.');
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return $"The body has a property '{property}', which is not known here";
        }

        if (message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return $"The body has the property '{property}' twice";
        }

        if (message.IndexOf(MissingMark, StringComparison.Ordinal) is >= 0 and var at)
        {
            var names = message[(at + MissingMark.Length)..];
            var end = names.IndexOf('.', StringComparison.Ordinal);
            return $"The body lacks {(end < 0 ? names : names[..end])}";
        }

        if (message.Contains("could not be converted", StringComparison.Ordinal) || message.Contains("doesn't allow null", StringComparison.Ordinal))
        {
            return property.Length == 0 ? "The body is not one JSON object" : $"The property '{property}' is of the wrong type";
        }

        return "The body is not well-formed JSON";
    }
}
