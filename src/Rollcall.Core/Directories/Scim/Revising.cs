using System.Text.Json.Nodes;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Roll;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Turns the protocol's change of a document into the registrar's: bytes in, bytes and facts out, nothing else touched.</summary>
internal static class Revising
{
    public static Func<byte[], Revision> User(ResourceChange change, TypeCatalog of) => Revise(change, (current, next) =>
        DocumentFacts.OfUser(next, of).Map(facts => (Revision)new Revision.OfUser(Finish(change, next), DocumentFacts.OfUser(current, of).Match(f => f, Broken<UserFacts>), facts)));

    public static Func<byte[], Revision> Group(ResourceChange change, TypeCatalog of) => Revise(change, (current, next) =>
        DocumentFacts.OfGroup(next).Map(facts => (Revision)new Revision.OfGroup(Finish(change, next), facts) { FoundBefore = of.Found(current), FoundAfter = of.Found(next) }));

    public static Func<byte[], Revision> Resource(ResourceChange change, TypeCatalog of) => Revise(change, (current, next) =>
        DocumentFacts.OfResource(next, change.Id, of).Map(facts => (Revision)new Revision.OfResource(
            Finish(change, next), DocumentFacts.OfResource(current, change.Id, of).Match(f => f, Broken<ResourceFacts>), facts)));

    private static Func<byte[], Revision> Revise(ResourceChange change, Func<JsonObject, JsonObject, ScimResult<Revision>> revise) => bytes =>
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

        return ScimEquality.Same(current, next) ? Revision.Unchanged.Same : revise(current, next).Match(r => r, refused => new Revision.Refused(refused));
    };

    private static byte[] Finish(ResourceChange change, JsonObject next) => StoredDocument.Finish(next, change.Type, change.Id);

    private static T Broken<T>(ScimError error) => throw new InvalidOperationException("A stored document cannot be read: " + error.Detail);
}
