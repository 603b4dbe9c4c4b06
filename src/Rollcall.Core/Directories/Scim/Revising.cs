using Rollcall.Core.Roll;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Turns the protocol's change of a document into the registrar's: bytes in, bytes and facts out, nothing else touched.</summary>
internal static class Revising
{
    public static Func<byte[], Revision> User(ResourceChange change) => bytes =>
    {
        var current = StoredDocument.Parse(bytes);
        if (change.Document is null)
        {
            return Revision.Unchanged.Same;
        }

        if (!change.Document(current).TryGet(out var next, out var error))
        {
            return new Revision.Refused(error);
        }

        if (ScimEquality.Same(current, next))
        {
            return Revision.Unchanged.Same;
        }

        return DocumentFacts.OfUser(next).TryGet(out var facts, out error)
            ? new Revision.OfUser(StoredDocument.Finish(next, change.Type, change.Id), DocumentFacts.OfStoredUser(bytes), facts)
            : new Revision.Refused(error);
    };

    public static Func<byte[], Revision> Group(ResourceChange change) => bytes =>
    {
        var current = StoredDocument.Parse(bytes);
        if (!change.Document!(current).TryGet(out var next, out var error))
        {
            return new Revision.Refused(error);
        }

        if (ScimEquality.Same(current, next))
        {
            return Revision.Unchanged.Same;
        }

        return DocumentFacts.OfGroup(next).TryGet(out var facts, out error)
            ? new Revision.OfGroup(StoredDocument.Finish(next, change.Type, change.Id), facts)
            : new Revision.Refused(error);
    };
}
