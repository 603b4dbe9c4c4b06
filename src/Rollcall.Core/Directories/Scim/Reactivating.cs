using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Roll;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>A create that means an inactive user: he takes over what it says, under his own id.</summary>
internal static class Reactivating
{
    public static bool IsMeant(bool active, string? externalId, UserFacts asked) => !active && externalId is not null && externalId == asked.Person.ExternalId;

    /// <summary>Looks once more at the record as it is when the change has its turn: who became active meanwhile is a conflict after all.</summary>
    public static Func<byte[], Revision> With(NewResource resource, UserFacts asked, Guid id, ScimError conflict, TypeCatalog of) => bytes =>
    {
        var before = DocumentFacts.OfStoredUser(bytes, of);
        return IsMeant(before.Person.Active, before.Person.ExternalId, asked)
            ? new Revision.OfUser(StoredDocument.Finish(resource.Document, resource.Type, id.ToString()), before, asked)
            : new Revision.Refused(conflict);
    };
}
