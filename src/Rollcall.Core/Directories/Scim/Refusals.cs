using Rollcall.Core.Accounts;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim;

/// <summary>The registrar's refusals in the words that an administrator reads at the identity provider.</summary>
internal static class Refusals
{
    private const int LongestEcho = 100;

    public static ScimError NotFound(ResourceType type, string id) =>
        new(404, null, $"There is no {type.Name} {(Guid.TryParse(id, out var known) ? known.ToString() : "of that id")} in this directory. If it was removed here, restart provisioning so that it is matched anew.");

    public static ScimError Stale(long current) => new(412, null, $"The resource has changed since: its version is now W/\"{current}\". Read it again, then repeat the change.");

    /// <summary>Never a false success: 503 as long as nobody has decided, 403 once somebody has rejected it.</summary>
    public static ScimError Held(Outcome.Held held) => held.Rejected
        ? new ScimError(403, null, "An administrator of Rollcall has rejected this change. Nothing was applied; if it is right after all, it is let pass there.") { Code = "RC811" }
        : new ScimError(503, null, "Too many users or memberships would be lost within an hour, so this is held until an administrator of Rollcall decides. Nothing was applied; send it again later.")
        {
            Code = "RC811", RetryAfter = TimeSpan.FromMinutes(5),
        };

    /// <summary>For accounts that would rather refuse than have users wait (product rule 26).</summary>
    public static ScimError Full { get; } = new(403, null, "LicenseLimitExceeded: all licenses are taken, and this account refuses users beyond them. Raise the total, or free a license; nothing was applied.") { Code = "LicenseLimitExceeded" };

    public static ScimError UnknownMember(string id) => new(
        400, ScimErrorType.InvalidValue, $"The member {(id.Length <= LongestEcho ? id : id[..LongestEcho])} does not exist in this directory. Provision that user or group first; nothing of this request was applied.");

    /// <summary>409, naming the attribute and, by its label only, the directory that has the value.</summary>
    public static async ValueTask<ScimError> TakenAsync(Store store, DirectoryRow asking, Outcome.Taken taken, string? value, CancellationToken ct)
    {
        var holder = taken.Directory == asking.Key.Value
            ? asking
            : await store.ReadAsync((s, c) => DirectoryRegister.FindAsync(s, asking.Account, new RowKey(taken.Directory), c), ct);
        var where = taken.Directory == asking.Key.Value ? "in this directory" : $"in directory '{holder?.Label ?? "(deleted)"}'";
        var advice = taken.Attribute == "externalId" && LooksLikeNickname(value)
            ? "It looks like a mail nickname, which is not unique: map objectId to externalId."
            : "Match on it instead of creating, or give one of the two another value.";
        return new ScimError(409, ScimErrorType.Uniqueness, $"{taken.Attribute} is already used by another resource {where}. {advice}") { Code = "RC206" };
    }

    private static bool LooksLikeNickname(string? value) =>
        value is { Length: > 0 } && !Guid.TryParse(value, out _) && !value.Contains('@', StringComparison.Ordinal) && !value.Any(char.IsAsciiDigit);
}
