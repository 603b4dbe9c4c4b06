using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Messages.Events;

/// <summary>Events to JSON payloads and back.</summary>
internal static class EventJson
{
    public static JsonObject Payload(ScimEvent item) => item switch
    {
        ScimEvent.Created created => Payload(created.Content, created.Version),
        ScimEvent.Patched patched => Payload(patched.Content, patched.Version),
        ScimEvent.Replaced replaced => Payload(replaced.Content, replaced.Version),
        ScimEvent.Completed completed => Payload(completed.Result),
        ScimEvent.Other other => (JsonObject)other.Payload.DeepClone(),
        _ => [],
    };

    /// <summary>The event of a URI and payload; null where the payload is not what the URI asks for.</summary>
    public static ScimEvent? Read(string uri, JsonObject payload)
    {
        var version = Scalars.Text(payload["version"]);
        return uri switch
        {
            EventUris.FeedAdd => new ScimEvent.Added(),
            EventUris.FeedRemove => new ScimEvent.Left(),
            EventUris.Delete => new ScimEvent.Deleted(),
            EventUris.Activate => new ScimEvent.Activated(),
            EventUris.Deactivate => new ScimEvent.Deactivated(),
            EventUris.CreateNotice or EventUris.CreateFull => Content(uri, payload) is { } content ? new ScimEvent.Created(content, version) : null,
            EventUris.PatchNotice or EventUris.PatchFull => Content(uri, payload) is { } content ? new ScimEvent.Patched(content, version) : null,
            EventUris.PutNotice or EventUris.PutFull => Content(uri, payload) is { } content ? new ScimEvent.Replaced(content, version) : null,
            EventUris.AsyncResponse => Result(payload) is { } result ? new ScimEvent.Completed(result) : null,
            _ => new ScimEvent.Other(uri, payload),
        };
    }

    private static JsonObject Payload(EventContent content, string? version)
    {
        var payload = new JsonObject();
        Set(payload, "version", version);
        if (content is EventContent.Full full)
        {
            payload["data"] = full.Data.DeepClone();
        }
        else if (content is EventContent.Notice notice)
        {
            payload["attributes"] = new JsonArray([.. notice.Attributes.Select(name => (JsonNode)name)]);
        }

        return payload;
    }

    private static JsonObject Payload(BulkResult result)
    {
        var payload = new JsonObject { ["method"] = result.Method };
        Set(payload, "bulkId", result.BulkId);
        Set(payload, "location", result.Location);
        Set(payload, "version", result.Version);
        payload["status"] = Text(result.Status);
        if (result.Error is { } error)
        {
            var response = new JsonObject { ["schemas"] = new JsonArray(Urns.Error) };
            Set(response, "scimType", error.Type is { } type ? ErrorBody.Keyword(type) : null);
            response["detail"] = error.Code is null ? error.Detail : error.Code + ": " + error.Detail;
            response["status"] = Text(error.Status);
            payload["response"] = response;
        }

        return payload;
    }

    private static EventContent? Content(string uri, JsonObject payload)
    {
        if (payload.ContainsKey("data") == payload.ContainsKey("attributes"))
        {
            return null;
        }

        if (uri.EndsWith(":full", StringComparison.Ordinal))
        {
            return payload["data"] is JsonObject data ? new EventContent.Full(data) : null;
        }

        var names = (payload["attributes"] as JsonArray)?.Select(Scalars.Text).ToList();
        return names is null || names.Contains(null) ? null : new EventContent.Notice(names!);
    }

    private static BulkResult? Result(JsonObject payload)
    {
        if (!int.TryParse(Scalars.Text(payload["status"]), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || Scalars.Text(payload["method"]) is not { } method)
        {
            return null;
        }

        ScimError? error = null;
        if (payload["response"] is JsonObject response && (error = ErrorBody.Read(Encoding.UTF8.GetBytes(response.ToJsonString()))) is null)
        {
            return null;
        }

        return new BulkResult
        {
            Method = method,
            BulkId = Scalars.Text(payload["bulkId"]),
            Location = Scalars.Text(payload["location"]),
            Version = Scalars.Text(payload["version"]),
            Status = status,
            Error = error,
        };
    }

    private static void Set(JsonObject owner, string name, string? value)
    {
        if (value is not null)
        {
            owner[name] = value;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
