using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Patching;

/// <summary>What a PATCH or PUT asks for: a pure step on the document, and steps on the members.</summary>
/// <param name="Document">From the current document to the next, or null where only members change. It never changes its argument.</param>
/// <param name="Members">Steps on a group's members, in order.</param>
public sealed record PatchPlan(Func<JsonObject, ScimResult<JsonObject>>? Document, IReadOnlyList<MemberChange> Members);
