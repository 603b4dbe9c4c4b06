using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Serving;

/// <summary>The If-Match header of a change (RFC 9110 section 13.1.1, RFC 7644 section 3.14) as the one version that the store is to expect.</summary>
internal static class Precondition
{
    /// <summary>The expected version, or null for none. Several tags, or a foreign one, are decided here, on the state as it is now.</summary>
    public static async ValueTask<ScimResult<long?>> ReadAsync(ScimScope scope, ScimRequest request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.IfMatch))
        {
            return (long?)null;
        }

        var tag = EntityTag.Parse(request.IfMatch);
        if (tag is { IsAny: true })
        {
            return (long?)null;
        }

        if (tag is { Versions: [var only] })
        {
            return only;
        }

        var found = await scope.Store.FindAsync(request.Target, request.Id, Relations.None, ct).ConfigureAwait(false);
        return found.Then<long?>(current => tag?.Matches(current.Version) == true ? current.Version : Stale(current.Version));
    }

    private static ScimError Stale(long current) =>
        new(412, null, $"The resource has changed since it was read: it is at version {EntityTag.Print(current)}, which If-Match does not name.");
}
