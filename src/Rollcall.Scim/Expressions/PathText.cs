using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Expressions;

/// <summary>Path text to tree.</summary>
public static class PathText
{
    /// <summary>Reads the path of a PATCH operation. 400 <c>invalidPath</c> names the column (1-based) and what was expected there.</summary>
    public static ScimResult<PatchPath> Parse(string text, ExpressionForms forms) => throw new NotSupportedException("not filled yet");

    /// <summary>Reads an attribute name as it stands in <c>attributes</c> or <c>sortBy</c>, or null where the text is none.</summary>
    public static AttributePath? ParseAttribute(string text) => throw new NotSupportedException("not filled yet");
}
