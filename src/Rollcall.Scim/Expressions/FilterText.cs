using System.Text;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Expressions;

/// <summary>Filter text to tree, and back. At most 16 KiB of text, 32 levels and 256 terms; what is over is refused before anything is built.</summary>
public static class FilterText
{
    /// <summary>Reads a filter. 400 <c>invalidFilter</c> names the column (1-based) and what was expected there.</summary>
    public static ScimResult<Filter> Parse(string text, ExpressionForms forms) => Parse(text, forms, out _);

    /// <summary>Reads a filter and tells which tolerated forms it made use of.</summary>
    public static ScimResult<Filter> Parse(string text, ExpressionForms forms, out ExpressionForms used)
    {
        ArgumentNullException.ThrowIfNull(text);
        used = ExpressionForms.Strict;
        if (text.Length > ExpressionCursor.MaxLength)
        {
            return new ScimError(400, ScimErrorType.InvalidFilter, $"The filter is longer than {ExpressionCursor.MaxLength} characters.");
        }

        var parser = new FilterParser(new ExpressionCursor(text), forms);
        try
        {
            var filter = parser.ReadText();
            used = parser.Used;
            return filter;
        }
        catch (ExpressionFault fault)
        {
            return new ScimError(400, ScimErrorType.InvalidFilter, $"The filter cannot be read at column {fault.Column}: {fault.Message}.");
        }
    }

    /// <summary>The filter as SCIM text; reading it again gives the same tree.</summary>
    public static string Print(Filter filter)
    {
        var text = new StringBuilder();
        FilterPrinter.Scim(text, filter);
        return text.ToString();
    }

    /// <summary>The tree in prefix form, <c>(and (eq userName "x") (pr title))</c>, for tables of cases and logs.</summary>
    public static string PrintTree(Filter filter)
    {
        var text = new StringBuilder();
        FilterPrinter.Tree(text, filter);
        return text.ToString();
    }
}
