using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>Who has which distinguished name or user name, to find the members of groups by: 128 bits of a digest and an id each, whatever the names' length.</summary>
internal sealed class LdapNames
{
    private readonly Dictionary<UInt128, Guid> _ids = [];

    /// <summary>Notes a name; false where somebody has it already.</summary>
    public bool Add(string name, Guid id) => _ids.TryAdd(Digest(name), id);

    public Guid? Find(string name) => _ids.TryGetValue(Digest(name), out var id) ? id : null;

    /// <summary>Names are compared without case, and without blanks around their parts (RFC 4514).</summary>
    private static UInt128 Digest(string name)
    {
        var parts = name.Split(',').Select(part => part.Trim());
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(ScimText.CaseKey(string.Join(',', parts)))));
    }
}
