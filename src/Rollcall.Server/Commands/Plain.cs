using System.Globalization;
using System.Text;

namespace Rollcall.Server.Commands;

/// <summary>Makes text from outside safe to print: a name may not move the cursor, change colours, or turn the reading direction.</summary>
internal static class Plain
{
    /// <summary>The text with every character that a terminal would act on written as <c>\u001B</c>.</summary>
    public static string Text(string? text)
    {
        if (text is null)
        {
            return "";
        }

        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsUnsafe(c))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
    }

    /// <summary>A moment as people read it: UTC to the second.</summary>
    public static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A whole number.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
