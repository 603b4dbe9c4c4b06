using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>What a plan must know of the records before it may be carried out: a yes refuses it.</summary>
internal abstract record CatalogQuestion(Refusal Refusal)
{
    public abstract ValueTask<bool> IsSoAsync(Session session, long account, CancellationToken ct);

    /// <summary>Whether there are resources of a type.</summary>
    public sealed record Any(RecordType Type, Refusal Refusal) : CatalogQuestion(Refusal)
    {
        public override async ValueTask<bool> IsSoAsync(Session session, long account, CancellationToken ct) =>
            await KeyRows.CountAsync(session, account, Type, ct) > 0;
    }

    /// <summary>Whether resources of a type carry a custom extension.</summary>
    public sealed record Carried(RecordType Type, string Urn, Refusal Refusal) : CatalogQuestion(Refusal)
    {
        public override ValueTask<bool> IsSoAsync(Session session, long account, CancellationToken ct) =>
            KeyRows.AnyAsync(session, account, new FoundBy(KeyAttributes.Extension, KeyAttributes.OfExtension(Type, Urn)), ct);
    }
}
