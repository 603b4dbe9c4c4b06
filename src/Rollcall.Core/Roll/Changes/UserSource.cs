using System.Globalization;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>The directory that says something of a user.</summary>
/// <param name="Directory">Its key.</param>
/// <param name="Kind">SCIM leads over the others (product rule 16).</param>
internal readonly record struct UserSource(long Directory, DirectoryKind Kind)
{
    public bool IsScim => Kind == DirectoryKind.Scim;

    /// <summary>The id by which a directory that is not SCIM knows a user, as the names of the account keep it.</summary>
    public string? OwnId(string? externalId) => externalId is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Directory}|{externalId}");
}
