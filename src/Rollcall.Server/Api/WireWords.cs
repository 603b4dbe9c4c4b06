namespace Rollcall.Server.Api;

/// <summary>The words of enums on the wire: <c>duplicateAddress</c>.</summary>
internal static class WireWords
{
    /// <summary>A value as its word.</summary>
    public static string Word<T>(this T value)
        where T : struct, Enum => Camel(value.ToString());

    /// <summary>The value of a word, case ignored; null where it is none. Numbers are none.</summary>
    public static T? Value<T>(string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All words, as the end of "it must be ...".</summary>
    public static string Allowed<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(static value => $"'{value.Word()}'"));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
