using System.Text.Json.Nodes;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>An answer on its way through a broken proxy.</summary>
public sealed class Told
{
    public required int Status { get; set; }

    public required string Body { get; set; }

    public required Dictionary<string, string> Headers { get; init; }

    public void Json(Action<JsonObject> edit)
    {
        if (Body.StartsWith('{') && JsonNode.Parse(Body) is JsonObject json)
        {
            edit(json);
            Body = json.ToJsonString();
        }
    }

    /// <summary>Edits each resource, alone or in a list.</summary>
    public void Each(Action<JsonObject> edit) => Json(json =>
    {
        foreach (var resource in json["Resources"] is JsonArray list ? list.OfType<JsonObject>().ToList() : json["id"] is null ? [] : [json])
        {
            edit(resource);
        }
    });

    /// <summary>Edits an error of this status.</summary>
    public void Error(int status, Action<JsonObject> edit)
    {
        if (Status == status)
        {
            Json(edit);
        }
    }

    /// <summary>Answers another status and body.</summary>
    public void Become(int status, string body = "") => (Status, Body) = (status, body);

    public void Empty() => Become(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}""");
}
