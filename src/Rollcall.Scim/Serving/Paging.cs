using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Serving;

/// <summary>Which part of a list is asked for (RFC 7644 section 3.4.2.4).</summary>
/// <param name="StartIndex">1-based, at least 1.</param>
/// <param name="Count">At least 0, at most the provider's maximum.</param>
internal sealed record Paging(int StartIndex, int Count)
{
    /// <summary>Reads both parameters: what is too small is raised, what is too large lowered, and only what is no whole number refused.</summary>
    public static ScimResult<Paging> Read(string? startIndex, string? count, ScimOptions options)
    {
        if (!TryRead(startIndex, 1, out var first))
        {
            return Refuse("startIndex");
        }

        return TryRead(count, options.DefaultCount, out var size)
            ? new Paging(Math.Max(1, first), Math.Clamp(size, 0, options.MaxCount))
            : Refuse("count");
    }

    private static bool TryRead(string? text, int absent, out int value)
    {
        value = absent;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        // A number beyond the integers is still a number: it stands for the nearest end.
        var negative = text[0] == '-';
        value = int.TryParse(digits, out var size) ? (negative ? -size : size) : negative ? int.MinValue : int.MaxValue;
        return true;
    }

    private static ScimError Refuse(string parameter) =>
        new(400, ScimErrorType.InvalidValue, $"The query parameter {parameter} must be a whole number.");
}
