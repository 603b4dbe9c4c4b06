using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>How documents of this room are written.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class LdapJson : JsonSerializerContext;
