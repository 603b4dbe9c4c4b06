using System.Text;

namespace Rollcall.Scim.Schemas;

/// <summary>How two texts are compared. Filters, uniqueness and a host's store use these keys, so that there is one meaning of "the same name".</summary>
/// <remarks>
/// The key of text whose case does not count follows the PRECIS profile UsernameCaseMapped (RFC 8265 section 3.3, asked for by RFC 7644
/// section 5): width mapping, normalisation form C, lower case; nothing is trimmed. Keys are compared by their UTF-8 bytes.
/// </remarks>
public static class ScimText
{
    /// <summary>The key of a text whose case does not count: equal keys mean the same value.</summary>
    public static string CaseKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    /// <summary>The key of a text whose case counts: the text itself.</summary>
    public static string ExactKey(string text) => text;

    /// <summary>Orders two keys by their UTF-8 bytes (which UTF-16 order is not).</summary>
    public static int Compare(string left, string right) => string.CompareOrdinal(left, right);
}
