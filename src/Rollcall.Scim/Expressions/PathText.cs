using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Expressions;

/// <summary>Path text to tree.</summary>
public static class PathText
{
    /// <summary>Reads the path of a PATCH operation. 400 <c>invalidPath</c> names the column (1-based) and what was expected there.</summary>
    public static ScimResult<PatchPath> Parse(string text, ExpressionForms forms)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > ExpressionCursor.MaxLength)
        {
            return new ScimError(400, ScimErrorType.InvalidPath, $"The path is longer than {ExpressionCursor.MaxLength} characters.");
        }

        try
        {
            return Read(new ExpressionCursor(text.Trim(' ')), forms);
        }
        catch (ExpressionFault fault)
        {
            return new ScimError(400, ScimErrorType.InvalidPath, $"The path cannot be read at column {fault.Column}: {fault.Message}.");
        }
    }

    /// <summary>Reads an attribute name as it stands in <c>attributes</c> or <c>sortBy</c>, or null where the text is none.</summary>
    public static AttributePath? ParseAttribute(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AttributeNames.Read(text.Trim(' '));
    }

    private static PatchPath Read(ExpressionCursor cursor, ExpressionForms forms)
    {
        var word = cursor.TakeWord();
        var path = AttributeNames.Read(word);
        if (cursor.AtEnd && path is null && AttributeNames.IsUrn(word))
        {
            return new PatchPath.Urn(word);
        }

        if (path is null)
        {
            throw ExpressionCursor.FaultAt(0, "this is not an attribute path");
        }

        if (cursor.Take('['))
        {
            var where = new FilterParser(cursor, forms).ReadBracket(path);
            return new PatchPath.Elements(path, where, ReadSub(cursor));
        }

        return cursor.AtEnd ? new PatchPath.Named(path) : throw cursor.Fault("the path should end here");
    }

    private static string? ReadSub(ExpressionCursor cursor)
    {
        if (cursor.AtEnd)
        {
            return null;
        }

        if (!cursor.Take('.'))
        {
            throw cursor.Fault("the path should end here");
        }

        var start = cursor.At;
        var name = cursor.TakeWord();
        return AttributeNames.IsName(name) && cursor.AtEnd ? name : throw ExpressionCursor.FaultAt(start, "this is not an attribute name");
    }
}
