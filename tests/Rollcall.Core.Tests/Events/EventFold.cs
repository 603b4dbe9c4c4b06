using System.Text.Json.Nodes;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Core.Tests.Events;

/// <summary>A replica that knows nothing but events with data, and applies them in order.</summary>
internal sealed class EventFold
{
    private readonly Dictionary<string, JsonObject> _resources = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JsonObject> Resources => _resources;

    public void Apply(SecurityEvent told)
    {
        var uri = told.Subject.Uri;
        foreach (var item in told.Events)
        {
            switch (item)
            {
                case ScimEvent.Created { Content: EventContent.Full(var data) }:
                    Assert.True(_resources.TryAdd(uri, (JsonObject)data.DeepClone()), uri + " was created twice");
                    break;
                case ScimEvent.Replaced { Content: EventContent.Full(var data) }:
                    Assert.True(_resources.ContainsKey(uri));
                    _resources[uri] = (JsonObject)data.DeepClone();
                    break;
                case ScimEvent.Patched { Content: EventContent.Full(var patch) }:
                    foreach (var operation in patch["Operations"]!.AsArray())
                    {
                        Apply(_resources[uri], operation!.AsObject());
                    }

                    break;
                case ScimEvent.Deleted:
                    Assert.True(_resources.Remove(uri));
                    Forget(uri[(uri.LastIndexOf('/') + 1)..]);
                    break;
                case ScimEvent.Activated:
                    Assert.True((bool?)_resources[uri]["active"] != false);
                    break;
                case ScimEvent.Deactivated:
                    Assert.False((bool?)_resources[uri]["active"]);
                    break;
                default:
                    Assert.Fail(item.ToString());
                    break;
            }
        }
    }

    private static void Apply(JsonObject resource, JsonObject operation)
    {
        var path = (string)operation["path"]!;
        if (path.StartsWith("members", StringComparison.Ordinal))
        {
            var members = resource["members"] as JsonArray ?? [];
            resource["members"] = members.Parent is null ? members : members.DeepClone();
            members = resource["members"]!.AsArray();
            if ((string)operation["op"]! == "add")
            {
                foreach (var member in operation["value"]!.AsArray())
                {
                    members.Add(member!.DeepClone());
                }
            }
            else
            {
                Assert.True(members.Remove(members.Single(m => path.Contains((string)m!["value"]!, StringComparison.Ordinal))));
            }

            return;
        }

        var (owner, name) = Target(resource, path);
        if ((string)operation["op"]! == "remove")
        {
            Assert.True(owner.Remove(name), path);
        }
        else
        {
            owner[name] = operation["value"]!.DeepClone();
        }
    }

    private static (JsonObject Owner, string Name) Target(JsonObject resource, string path)
    {
        const string Extension = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        var rest = path;
        if (path.StartsWith(Extension + ":", StringComparison.Ordinal))
        {
            resource = (JsonObject)(resource[Extension] ??= new JsonObject());
            rest = path[(Extension.Length + 1)..];
        }

        if (rest.Split('.') is [var complex, var part])
        {
            return ((JsonObject)(resource[complex] ??= new JsonObject()), part);
        }

        return (resource, rest);
    }

    /// <summary>Who is deleted is in no group any more.</summary>
    private void Forget(string id)
    {
        foreach (var group in _resources.Values)
        {
            foreach (var member in (group["members"] as JsonArray)?.Where(m => (string)m!["value"]! == id).ToList() ?? [])
            {
                group["members"]!.AsArray().Remove(member);
            }
        }
    }
}
