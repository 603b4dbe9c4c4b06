using System.Text.Json;

namespace Rollcall.Scim.Schemas;

/// <summary>Reads the document of a resource type (RFC 7643 section 6).</summary>
internal sealed class ResourceTypeReading(SchemaFaults faults)
{
    public ResourceTypeOutline? Read(JsonElement item, string place)
    {
        faults.Unknown(item, place, "schemas", "id", "name", "description", "endpoint", "schema", "schemaExtensions", "meta");
        var name = faults.Text(item, place, "name", needed: true);
        var endpoint = faults.Text(item, place, "endpoint", needed: true);
        var schema = faults.Text(item, place, "schema", needed: true);
        var description = faults.Text(item, place, "description", needed: false) ?? "";
        List<(string, bool)> extensions = [];
        foreach (var (extension, at) in faults.Objects(item, place, "schemaExtensions", needed: false))
        {
            faults.Unknown(extension, at, "schema", "required");
            if (faults.Text(extension, at, "schema", needed: true) is { } urn)
            {
                extensions.Add((urn, faults.Flag(extension, at, "required", otherwise: false)));
            }
        }

        if (name is null || endpoint is null || schema is null)
        {
            return null;
        }

        CheckNames(place, name, endpoint, faults.Text(item, place, "id", needed: false));
        return new ResourceTypeOutline(name, endpoint, description, schema, extensions);
    }

    private void CheckNames(string place, string name, string endpoint, string? id)
    {
        if (!SchemaNames.IsType(name))
        {
            faults.Add(place, $"the name \"{SchemaFaults.Cut(name)}\" must be a letter and then letters, digits, - and _");
        }

        if (id is not null && id != name)
        {
            faults.Add(place, $"the id \"{SchemaFaults.Cut(id)}\" must be the name or be left out");
        }

        if (!SchemaNames.IsEndpoint(endpoint))
        {
            faults.Add(place, $"the endpoint \"{SchemaFaults.Cut(endpoint)}\" must be a slash and one word, such as /Devices");
        }
        else if (SchemaNames.IsTakenEndpoint(endpoint))
        {
            faults.Add(place, $"the endpoint {endpoint} belongs to SCIM itself");
        }
    }
}
