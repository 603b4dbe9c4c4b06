using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Core.Events;

/// <summary>An event as a webhook carries it: type, time and data, as Standard Webhooks advises.</summary>
internal static class WebhookBody
{
    /// <summary>The body; data are the claims that a signed token would have.</summary>
    public static byte[] Of(SecurityEvent told) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = TypeOf(told),
        ["timestamp"] = told.IssuedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["data"] = told.ToJson(),
    }.ToJsonString());

    /// <summary>One word for an event of several parts: that which matters most to who has to act.</summary>
    private static string TypeOf(SecurityEvent told)
    {
        var what = told.Subject.Uri.StartsWith("/Groups/", StringComparison.Ordinal) ? "group" : told.Subject.Uri.StartsWith("/Users/", StringComparison.Ordinal) ? "user" : "receiver";
        var verb = told.Events.Select(static e => e switch
        {
            ScimEvent.Deactivated => (0, "deactivated"),
            ScimEvent.Activated => (1, "activated"),
            ScimEvent.Created => (2, "created"),
            ScimEvent.Deleted => (3, "deleted"),
            ScimEvent.Patched or ScimEvent.Replaced => (4, "changed"),
            _ => (5, "tested"),
        }).Min().Item2;
        return what + "." + verb;
    }
}
