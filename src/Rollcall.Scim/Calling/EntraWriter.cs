using System.Text.Json.Nodes;

namespace Rollcall.Scim.Calling;

/// <summary>
/// Writes what Entra ID's provisioning really sends in its default style, without the <c>aadOptscim062020</c> flag: capitalised operations, booleans as
/// text, members removed by a value array.
/// </summary>
/// <remarks>Sources: entra-docs use-scim-to-provision-users-and-groups.md and application-provisioning-config-problem-scim-compatibility.md (15 Apr 2025).</remarks>
public sealed class EntraWriter(ScimClient client)
{
    /// <summary>Sent with every request; some servers recognise Entra ID by it (azure-docs#21660).</summary>
    private static readonly KeyValuePair<string, string>[] Headers = [new("ADSCIMVersion", "5.0")];

    /// <summary>Test Connection: looks for a user, then for a group, of a random name, and expects two empty lists with status 200.</summary>
    public async Task<IReadOnlyList<ScimCall>> TestConnectionAsync(CancellationToken ct)
    {
        var user = await MatchUserAsync(Guid.CreateVersion7().ToString("D"), ct).ConfigureAwait(false);
        var group = await MatchGroupAsync(Guid.CreateVersion7().ToString("D"), ct).ConfigureAwait(false);
        return [user, group];
    }

    /// <summary>Looks for a user by userName before creating it.</summary>
    public Task<ScimCall> MatchUserAsync(string userName, CancellationToken ct) => QueryAsync("Users", Equal("userName", userName), null, ct);

    /// <summary>Looks for a user by externalId, as the newer gallery mappings do (OctopusDeploy/Issues#9841, Jan 2026).</summary>
    public Task<ScimCall> MatchUserByExternalIdAsync(string externalId, CancellationToken ct) => QueryAsync("Users", Equal("externalId", externalId), null, ct);

    /// <summary>Looks for a group by displayName, without its members.</summary>
    public Task<ScimCall> MatchGroupAsync(string displayName, CancellationToken ct) => QueryAsync("Groups", Equal("displayName", displayName), "members", ct);

    /// <summary>Reads a user.</summary>
    public Task<ScimCall> ReadUserAsync(string id, CancellationToken ct) => SendAsync(HttpMethod.Get, "Users", id, null, null, ct);

    /// <summary>Reads a group without its members.</summary>
    public Task<ScimCall> ReadGroupAsync(string id, CancellationToken ct) => SendAsync(HttpMethod.Get, "Groups", id, "excludedAttributes=members", null, ct);

    /// <summary>Creates a user.</summary>
    public Task<ScimCall> CreateUserAsync(EntraUser user, CancellationToken ct) => SendAsync(HttpMethod.Post, "Users", null, null, EntraBodies.User(user), ct);

    /// <summary>Changes a user: the operations in the order given.</summary>
    public Task<ScimCall> UpdateUserAsync(string id, IReadOnlyList<EntraOperation> operations, CancellationToken ct) => PatchAsync("Users", id, operations, ct);

    /// <summary>Disables a user who was unassigned or whose account was disabled.</summary>
    public Task<ScimCall> DisableUserAsync(string id, CancellationToken ct) => PatchAsync("Users", id, [EntraOperation.Replace("active", "False")], ct);

    /// <summary>Enables a user again.</summary>
    public Task<ScimCall> EnableUserAsync(string id, CancellationToken ct) => PatchAsync("Users", id, [EntraOperation.Replace("active", "True")], ct);

    /// <summary>Soft-deletes a user: the name becomes object id and user principal name, and the user is inactive; DELETE follows 30 days later.</summary>
    public Task<ScimCall> SoftDeleteUserAsync(string id, EntraUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        return PatchAsync("Users", id, [EntraOperation.Replace("active", "False"), EntraOperation.Replace("userName", user.SoftDeletedName)], ct);
    }

    /// <summary>Restores a soft-deleted user under its old name.</summary>
    public Task<ScimCall> RestoreUserAsync(string id, EntraUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        return PatchAsync("Users", id, [EntraOperation.Replace("active", "True"), EntraOperation.Replace("userName", user.UserPrincipalName)], ct);
    }

    /// <summary>Sets a user's manager, as an array for the single-valued attribute.</summary>
    public Task<ScimCall> SetManagerAsync(string id, string managerId, CancellationToken ct) =>
        PatchAsync("Users", id, [new EntraOperation("Add", "manager", EntraBodies.References([managerId]))], ct);

    /// <summary>Deletes a user for good.</summary>
    public Task<ScimCall> DeleteUserAsync(string id, CancellationToken ct) => SendAsync(HttpMethod.Delete, "Users", id, null, null, ct);

    /// <summary>Creates a group, which is sent without members and with Microsoft's own schema beside the standard one.</summary>
    public Task<ScimCall> CreateGroupAsync(Guid objectId, string displayName, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, "Groups", null, null, EntraBodies.Group(objectId, displayName), ct);

    /// <summary>Renames a group.</summary>
    public Task<ScimCall> RenameGroupAsync(string id, string displayName, CancellationToken ct) =>
        PatchAsync("Groups", id, [EntraOperation.Replace("displayName", displayName)], ct);

    /// <summary>Adds members to a group; <c>$ref</c> is sent as null.</summary>
    public Task<ScimCall> AddMembersAsync(string id, IReadOnlyList<string> userIds, CancellationToken ct) =>
        PatchAsync("Groups", id, [new EntraOperation("Add", "members", EntraBodies.References(userIds))], ct);

    /// <summary>Removes these members: the path is the whole attribute, who is meant stands in the value.</summary>
    public Task<ScimCall> RemoveMembersAsync(string id, IReadOnlyList<string> userIds, CancellationToken ct) =>
        PatchAsync("Groups", id, [new EntraOperation("Remove", "members", EntraBodies.References(userIds))], ct);

    /// <summary>Deletes a group.</summary>
    public Task<ScimCall> DeleteGroupAsync(string id, CancellationToken ct) => SendAsync(HttpMethod.Delete, "Groups", id, null, null, ct);

    private Task<ScimCall> QueryAsync(string endpoint, string filter, string? excluded, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, endpoint, null, new ListParameters { Filter = filter, ExcludedAttributes = excluded }.ToQuery(), null, ct);

    private Task<ScimCall> PatchAsync(string endpoint, string id, IReadOnlyList<EntraOperation> operations, CancellationToken ct) =>
        SendAsync(HttpMethod.Patch, endpoint, id, null, EntraBodies.Patch(operations), ct);

    private Task<ScimCall> SendAsync(HttpMethod method, string endpoint, string? id, string? query, JsonNode? body, CancellationToken ct) =>
        client.SendAsync(method, id is null ? endpoint : endpoint + "/" + Uri.EscapeDataString(id), query, body, Headers, ct);

    private static string Equal(string attribute, string value) =>
        $"{attribute} eq \"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
