using System.Text;
using Rollcall.Core.Directories.Scim.Catalogs;

namespace Rollcall.Core.Tests.Directories.Catalogs;

/// <summary>Schemas and types as an administrator would load them.</summary>
internal static class Documents
{
    public const string BadgeUrn = "urn:example:scim:schemas:badge:1.0:User";
    public const string DeviceUrn = "urn:example:scim:schemas:device:1.0:Device";

    public const string Badge = """
        {"id":"urn:example:scim:schemas:badge:1.0:User","name":"Badge","attributes":[
          {"name":"number","type":"string","caseExact":true,"uniqueness":"server"},
          {"name":"level","type":"integer"},
          {"name":"colour","type":"string"},
          {"name":"issued","type":"dateTime"},
          {"name":"doors","type":"complex","multiValued":true,"subAttributes":[{"name":"value","type":"string"},{"name":"floor","type":"integer"}]}]}
        """;

    public const string BadgeOnUser = """
        {"name":"User","endpoint":"/Users","schema":"urn:ietf:params:scim:schemas:core:2.0:User","schemaExtensions":[{"schema":"urn:example:scim:schemas:badge:1.0:User","required":false}]}
        """;

    public const string Device = """
        {"id":"urn:example:scim:schemas:device:1.0:Device","name":"Device","attributes":[
          {"name":"serialNumber","type":"string","required":true,"caseExact":true,"uniqueness":"server"},
          {"name":"displayName","type":"string"},
          {"name":"active","type":"boolean"},
          {"name":"emails","type":"string","multiValued":true},
          {"name":"weight","type":"decimal"},
          {"name":"owner","type":"complex","subAttributes":[{"name":"value","type":"string","caseExact":true}]}]}
        """;

    public const string DeviceType = """
        {"name":"Device","endpoint":"/Devices","schema":"urn:example:scim:schemas:device:1.0:Device"}
        """;

    public static string All => $"[{Badge},{BadgeOnUser},{Device},{DeviceType}]";

    public static SchemaWish Put(params string[] documents) => new() { Puts = SchemaPiece.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', documents)}]")).Done() };
}
