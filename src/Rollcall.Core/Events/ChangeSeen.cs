using System.Text.Json.Nodes;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Events;

/// <summary>A change of a record with what an event tells of it.</summary>
internal sealed record ChangeSeen
{
    /// <summary>The journal's row.</summary>
    public required ChangeRow Row { get; init; }

    /// <summary>The record's head as it stands now; a deleted one has it still.</summary>
    public required RecordRow Record { get; init; }

    /// <summary>Its document before, or null.</summary>
    public JsonObject? Before { get; init; }

    /// <summary>Its document after, or null where the change did not touch it.</summary>
    public JsonObject? After { get; init; }

    /// <summary>Ids of members who came.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Ids of members who left.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Whether members changed, whoever they were.</summary>
    public bool MembersChanged => Row.Effects?.Contains("members=", StringComparison.Ordinal) == true;

    /// <summary>Whether members changed and the journal does not keep who: they were too many.</summary>
    public bool MembersUnknown => MembersChanged && Row.After is null;
}
