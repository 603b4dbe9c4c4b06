using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>A request on its way through a broken proxy.</summary>
public sealed class Ask(HttpRequestMessage message, string? body)
{
    public string Method => message.Method.Method;

    public string Url => message.RequestUri!.AbsoluteUri;

    public string? Body { get; set; } = body;

    public bool Is(string method, string part = "") => Method == method && Url.Contains(part, StringComparison.Ordinal);

    public bool Says(string text) => Body?.Contains(text, StringComparison.Ordinal) == true || Url.Contains(text, StringComparison.Ordinal);

    /// <summary>Leaves a key of the query out.</summary>
    public void Forget(string key) => Rewrite($@"(?<=[?&]){key}=[^&]*&?", "");

    public void Rewrite(string pattern, string by) =>
        message.RequestUri = new Uri(Regex.Replace(Url, pattern, by, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    public void ForgetHeader(string name) => message.Headers.Remove(name);

    /// <summary>Changes the operations of a PATCH.</summary>
    public void Operations(Action<JsonArray> edit)
    {
        if (Method == "PATCH" && Read() is { } json && json["Operations"] is JsonArray operations)
        {
            edit(operations);
            Body = json.ToJsonString();
        }
    }

    public void Json(string method, Action<JsonObject> edit)
    {
        if (Method == method && Read() is { } json)
        {
            edit(json);
            Body = json.ToJsonString();
        }
    }

    private JsonObject? Read()
    {
        try
        {
            return Body is null ? null : JsonNode.Parse(Body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
