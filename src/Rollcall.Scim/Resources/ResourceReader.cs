using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>Bytes of a request to a resource in canonical form.</summary>
public static class ResourceReader
{
    /// <summary>
    /// Reads the body of a POST or PUT. 400 <c>invalidSyntax</c> where it is no JSON object, repeats a key or names wrong schemas; 400
    /// <c>invalidValue</c> where a value does not fit its attribute or a required one is missing.
    /// </summary>
    public static ScimResult<ReadResource> Read(
        ReadOnlyMemory<byte> utf8Json, ResourceType type, ScimSchemas schemas, ScimProfile profile, Tolerances tolerances)
    {
        ArgumentNullException.ThrowIfNull(type);
        try
        {
            return new ResourceAssembly(type, schemas, new ValueReader(profile, tolerances)).Read(JsonTree.Read(utf8Json.Span));
        }
        catch (ScimRefusal refusal)
        {
            return refusal.Error;
        }
    }

    /// <summary>Reads a JSON object: UTF-8, depth at most 32, no key twice in one object, case ignored (RFC 7643 section 2.1).</summary>
    public static ScimResult<JsonObject> ParseObject(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            return JsonTree.Read(utf8Json.Span);
        }
        catch (ScimRefusal refusal)
        {
            return refusal.Error;
        }
    }
}
