using Rollcall.Core.Words;

namespace Rollcall.Server.Security;

/// <summary>The account and the directory that a path under /scim names; both null where it has not the form of a Base URL.</summary>
internal readonly record struct ScimPath(AccountId? Account, DirectoryId? Directory)
{
    /// <summary>Reads <c>/scim/v2/{account}/{directory}/...</c>.</summary>
    public static ScimPath Read(PathString path)
    {
        var parts = (path.Value ?? "").Split('/', 6);
        return parts is ["", _, "v2", var account, var directory, ..] && Guid.TryParseExact(account, "N", out var a) && Guid.TryParseExact(directory, "N", out var d)
            ? new ScimPath(new AccountId(a), new DirectoryId(d))
            : default;
    }

    /// <summary>What follows the Base URL, up to the next slash; empty where nothing does.</summary>
    public static string EndpointOf(PathString path) => (path.Value ?? "").Split('/', 7) is [_, _, _, _, _, var endpoint, ..] ? endpoint : "";
}
