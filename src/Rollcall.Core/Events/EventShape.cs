using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Core.Words;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Core.Events;

/// <summary>What is told of a change: a function of the change alone, so that it is the same each time it is sent.</summary>
internal static class EventShape
{
    private const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /// <summary>The events of a change that somebody wants; none where it changed nothing that is told.</summary>
    public static List<ScimEvent> Of(ChangeSeen seen, EventKinds kinds, bool full)
    {
        var events = new List<ScimEvent>();
        var version = seen.Row.Version is { } number ? string.Create(CultureInfo.InvariantCulture, $"W/\"{number}\"") : null;
        switch (seen.Row.Kind)
        {
            case ChangeKind.RecordCreated when kinds.HasFlag(EventKinds.Create) && seen.After is not null:
                events.Add(new ScimEvent.Created(Creation(seen, full), version));
                break;
            case ChangeKind.RecordDeleted when kinds.HasFlag(EventKinds.Delete):
                events.Add(new ScimEvent.Deleted());
                break;
            case ChangeKind.RecordChanged or ChangeKind.MembersChanged:
                AddRevision(events, seen, kinds, full, version);
                break;
        }

        return events;
    }

    private static void AddRevision(List<ScimEvent> events, ChangeSeen seen, EventKinds kinds, bool full, string? version)
    {
        var changes = seen is { Before: { } before, After: { } after } ? AttributeChange.Between(before, after) : [];
        var isPut = seen.Row.Origin.Verb == "PUT";
        if ((changes.Count > 0 || seen.MembersChanged) && kinds.HasFlag(isPut ? EventKinds.Put : EventKinds.Patch))
        {
            events.Add(Revision(seen, changes, isPut, full, version));
        }

        var effects = seen.Row.Effects?.Split(',') ?? [];
        if (effects.Contains(ChangeEffects.Activated) && kinds.HasFlag(EventKinds.Activate))
        {
            events.Add(new ScimEvent.Activated());
        }

        if (effects.Contains(ChangeEffects.Deactivated) && kinds.HasFlag(EventKinds.Deactivate))
        {
            events.Add(new ScimEvent.Deactivated());
        }
    }

    private static EventContent Creation(ChangeSeen seen, bool full)
    {
        var told = AttributeChange.Told(seen.After!);
        if (!full || seen.MembersUnknown)
        {
            string[] members = seen.MembersChanged ? ["members"] : [];
            return new EventContent.Notice([.. told.Select(static p => p.Key).Where(static name => name != "schemas"), .. members]);
        }

        if (seen.Added.Count > 0)
        {
            told["members"] = References(seen.Added);
        }

        return new EventContent.Full(told);
    }

    private static ScimEvent Revision(ChangeSeen seen, List<AttributeChange> changes, bool isPut, bool full, string? version)
    {
        if (!full || seen.MembersUnknown)
        {
            string[] members = seen.MembersChanged ? ["members"] : [];
            var notice = new EventContent.Notice([.. changes.Select(static c => c.Path), .. members]);
            return isPut ? new ScimEvent.Replaced(notice, version) : new ScimEvent.Patched(notice, version);
        }

        // Of a group a PUT would have to carry all members; what came and went is the same change in less (RFC 9967 section 5).
        return isPut && !seen.MembersChanged && seen.Record.Type == RecordType.User
            ? new ScimEvent.Replaced(new EventContent.Full(AttributeChange.Told(seen.After!)), version)
            : new ScimEvent.Patched(new EventContent.Full(Patch(seen, changes)), version);
    }

    private static JsonObject Patch(ChangeSeen seen, List<AttributeChange> changes)
    {
        var operations = new JsonArray();
        foreach (var change in changes)
        {
            operations.Add(change.Value is null
                ? new JsonObject { ["op"] = "remove", ["path"] = change.Path }
                : new JsonObject { ["op"] = "replace", ["path"] = change.Path, ["value"] = change.Value });
        }

        if (seen.Added.Count > 0)
        {
            operations.Add((JsonNode)new JsonObject { ["op"] = "add", ["path"] = "members", ["value"] = References(seen.Added) });
        }

        foreach (var id in seen.Removed)
        {
            operations.Add((JsonNode)new JsonObject { ["op"] = "remove", ["path"] = $"members[value eq \"{id}\"]" });
        }

        return new JsonObject { ["schemas"] = new JsonArray(PatchOp), ["Operations"] = operations };
    }

    private static JsonArray References(IReadOnlyList<string> ids) => new([.. ids.Select(static id => (JsonNode)new JsonObject { ["value"] = id })]);
}
