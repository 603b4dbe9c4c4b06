using System.Text;

namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>An entry of a search's answer (RFC 4511, section 4.5.2). Attribute names are compared without case.</summary>
/// <param name="Dn">Its distinguished name.</param>
/// <param name="Attributes">Values by attribute; what was not sent is absent.</param>
public sealed record LdapEntry(string Dn, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Attributes)
{
    /// <summary>The first value as text, or null where it is absent, empty or no UTF-8.</summary>
    public string? Text(string attribute) => Attributes.TryGetValue(attribute, out var values) && values.Count > 0 ? Decode(values[0]) : null;

    /// <summary>All values that are text.</summary>
    public IEnumerable<string> Texts(string attribute) => Attributes.TryGetValue(attribute, out var values) ? values.Select(Decode).OfType<string>() : [];

    /// <summary>The first value as it came, or null.</summary>
    public byte[]? Bytes(string attribute) => Attributes.TryGetValue(attribute, out var values) && values.Count > 0 ? values[0] : null;

    private static string? Decode(byte[] value)
    {
        try
        {
            return value.Length == 0 ? null : s_utf8.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
