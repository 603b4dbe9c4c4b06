using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>The store behind one SCIM directory's endpoint: reads go to the records, writes to the registrar.</summary>
public sealed class DirectoryScimStore(Store store, Registrar registrar, ScimBinding binding) : IScimStore
{
    private readonly RecordShaping _shape = new(store, binding);

    private long Account => binding.Directory.Account;

    private long Directory => binding.Directory.Key.Value;

    private bool RepeatedNames => binding.Profile == ScimProfile.Strict;

    /// <inheritdoc/>
    public async ValueTask<ScimResult<StoredResource>> FindAsync(ResourceType type, string id, Relations relations, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var guid) || Of(type) is not { } of)
        {
            return Refusals.NotFound(type, id);
        }

        var found = await store.ReadAsync((s, c) => RecordReader.FindAsync(s, Account, Directory, of.Number, guid, c), ct);
        return found is null ? Refusals.NotFound(type, id) : await _shape.ResourceAsync(type, found.Head, found.Document, relations, ct);
    }

    /// <inheritdoc/>
    public ValueTask<ScimResult<ResourcePage>> ListAsync(ResourceQuery query, CancellationToken ct) =>
        new RecordListing(store, binding, _shape).ListAsync(query, ct);

    /// <inheritdoc/>
    public async ValueTask<ScimResult<Written>> CreateAsync(NewResource resource, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var document = StoredDocument.Finish(resource.Document, resource.Type, id.ToString());
        return Of(resource.Type) switch
        {
            { Number: RecordType.User } => await CreateUserAsync(resource, id, document, ct),
            { Number: RecordType.Group } => await CreateGroupAsync(resource, id, document, ct),
            { } custom => await CreateResourceAsync(resource, custom, id, document, ct),
            null => Refusals.NotFound(resource.Type, id.ToString()),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<ScimResult<Written>> ChangeAsync(ResourceChange change, CancellationToken ct)
    {
        if (!Guid.TryParse(change.Id, out var id) || Of(change.Type) is not { } of)
        {
            return Refusals.NotFound(change.Type, change.Id);
        }

        var operation = of.Number switch
        {
            RecordType.User => await ReviseUserAsync(change, id, ct),
            RecordType.Group => ReviseGroup(change, id),
            _ => new ReviseResource { Origin = binding.Origin(), Directory = Directory, Type = of.Number, Id = id, IfMatch = change.IfMatch, Revise = Revising.Resource(change, of) },
        };
        return await ApplyAsync(change.Type, change.Id, operation, change.Relations, ct, attribute => attribute == "members" ? UnreadableMember(change.Members) : null);
    }

    /// <inheritdoc/>
    public async ValueTask<ScimResult<Removed>> DeleteAsync(ResourceType type, string id, long? ifMatch, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var guid) || Of(type) is not { } of)
        {
            return Refusals.NotFound(type, id);
        }

        var operation = Delete(of, guid, ifMatch);
        switch (await registrar.ApplyAsync(Account, operation, binding.Premise))
        {
            case Outcome.Removed:
                binding.Journalled?.Invoke();
                return new Removed(id);
            case Outcome.Stale stale:
                return Refusals.Stale(stale.Current);
            case Outcome.Held held:
                return Refusals.Held(held);
            default:
                return Refusals.NotFound(type, id);
        }
    }

    private RollOperation Delete(TypeCatalog of, Guid id, long? ifMatch) => of.Number switch
    {
        RecordType.User => new DeleteUser
        {
            Origin = binding.Origin(),
            Directory = Directory,
            Id = id,
            IfMatch = ifMatch,
            KeepsUser = binding.Directory.KeepsDeleted,
            Facts = document => DocumentFacts.OfStoredUser(document, of),
        },
        RecordType.Group => new DeleteGroup { Origin = binding.Origin(), Directory = Directory, Id = id, IfMatch = ifMatch, Found = document => of.Found(StoredDocument.Parse(document)) },
        _ => new DeleteResource
        {
            Origin = binding.Origin(),
            Directory = Directory,
            Type = of.Number,
            Id = id,
            IfMatch = ifMatch,
            Facts = document => DocumentFacts.OfStoredResource(document, id.ToString(), of),
        },
    };

    private async ValueTask<ScimResult<Written>> CreateResourceAsync(NewResource resource, TypeCatalog of, Guid id, byte[] document, CancellationToken ct) =>
        DocumentFacts.OfResource(resource.Document, id.ToString(), of).TryGet(out var facts, out var error)
            ? await ApplyAsync(
                resource.Type,
                id.ToString(),
                new CreateResource { Origin = binding.Origin(), Directory = Directory, Type = of.Number, Id = id, Document = document, Facts = facts },
                resource.Relations,
                ct)
            : error;

    private async ValueTask<ScimResult<Written>> CreateUserAsync(NewResource resource, Guid id, byte[] document, CancellationToken ct)
    {
        if (!DocumentFacts.OfUser(resource.Document, binding.Catalog.User).TryGet(out var facts, out var error))
        {
            return error;
        }

        var origin = binding.Origin();
        var digest = RepeatedCreate.Digest(origin.Actor, facts, resource.Document);
        var operation = new CreateUser
        {
            Origin = origin,
            Directory = Directory,
            Id = id,
            UserId = Guid.CreateVersion7(),
            Document = document,
            Facts = facts,
            BornDigest = binding.Births?.Mark(digest),
            RefusesWhenFull = binding.RefusesWhenFull,
        };
        binding.Answering?.Invoke(new BirthAnswer(id, IsRepeated: false));
        var written = await ApplyAsync(resource.Type, id.ToString(), operation, resource.Relations, ct, taken => taken == "userName" ? facts.Person.UserName : facts.Person.ExternalId);
        return written.Error is { Type: ScimErrorType.Uniqueness } ? await KnownAsync(resource, facts, digest, written, ct) : written;
    }

    /// <summary>A create of names that are taken: the same request once more, one that means an inactive user, or a conflict.</summary>
    private async ValueTask<ScimResult<Written>> KnownAsync(NewResource resource, UserFacts facts, byte[] digest, ScimResult<Written> conflict, CancellationToken ct)
    {
        if (await RepeatedCreate.FindAsync(store, binding, facts, digest, ct) is { } twin)
        {
            binding.Tolerances.Add("repeated-create", "POST");
            binding.Answering?.Invoke(new BirthAnswer(twin.Head.Id, IsRepeated: true));
            return new Written(await _shape.ResourceAsync(resource.Type, twin.Head, twin.Document, resource.Relations, ct), Changed: false);
        }

        return binding.Profile == ScimProfile.Okta ? await ReactivateAsync(resource, facts, conflict, ct) : conflict;
    }

    /// <summary>Okta reactivates by a fresh POST: where it names an inactive user of this directory by both names, that user is meant (product rule 7).</summary>
    private async ValueTask<ScimResult<Written>> ReactivateAsync(NewResource resource, UserFacts facts, ScimResult<Written> conflict, CancellationToken ct)
    {
        var holder = await store.ReadAsync((s, c) => RecordReader.ByUserNameAsync(s, Account, facts.Person.NameKey, c), ct);
        if (holder is null || holder.Head.Directory != Directory || !Reactivating.IsMeant(holder.Head.Active, holder.Head.ExternalId, facts))
        {
            return conflict;
        }

        binding.Tolerances.Add("reactivating-create", "POST");
        var operation = new ReviseUser { Origin = binding.Origin(), Directory = Directory, Id = holder.Head.Id, RefusesWhenFull = binding.RefusesWhenFull, Revise = Reactivating.With(resource, facts, holder.Head.Id, conflict.Error!, binding.Catalog.User) };
        return await ApplyAsync(resource.Type, holder.Head.Id.ToString(), operation, resource.Relations, ct);
    }

    private async ValueTask<ScimResult<Written>> CreateGroupAsync(NewResource resource, Guid id, byte[] document, CancellationToken ct)
    {
        if (!DocumentFacts.OfGroup(resource.Document).TryGet(out var facts, out var error))
        {
            return error;
        }

        if (UnreadableMember(resource.Members) is { } unreadable)
        {
            return Refusals.UnknownMember(unreadable);
        }

        var operation = new CreateGroup
        {
            Origin = binding.Origin(),
            Directory = Directory,
            Id = id,
            GroupId = Guid.CreateVersion7(),
            Document = document,
            Facts = facts,
            Found = binding.Catalog.Group.Found(resource.Document),
            Members = Steps(resource.Members),
            RepeatedNames = RepeatedNames,
        };
        return await ApplyAsync(resource.Type, id.ToString(), operation, resource.Relations, ct);
    }

    /// <summary>The document is made before the change has its turn in the lane; the registrar makes it again only where the record has moved on.</summary>
    private async ValueTask<RollOperation> ReviseUserAsync(ResourceChange change, Guid id, CancellationToken ct)
    {
        var revise = Revising.User(change, binding.Catalog.User);
        var current = await store.ReadAsync((s, c) => RecordReader.FindAsync(s, Account, Directory, RecordType.User, id, c), ct);
        var prepared = current is null ? null : new PreparedRevision(current.Head.Version, revise(current.Document));
        return new ReviseUser
        {
            // Taken after the document was made, since making it may forgive something too.
            Origin = binding.Origin(),
            Directory = Directory,
            Id = id,
            IfMatch = change.IfMatch,
            RefusesWhenFull = binding.RefusesWhenFull,
            Revise = revise,
            Prepared = prepared,
        };
    }

    private ReviseGroup ReviseGroup(ResourceChange change, Guid id) => new()
    {
        Origin = binding.Origin(),
        Directory = Directory,
        Id = id,
        IfMatch = change.IfMatch,
        Revise = change.Document is null ? null : Revising.Group(change, binding.Catalog.Group),
        Members = Steps(change.Members),
        RepeatedNames = RepeatedNames,
    };

    private async ValueTask<ScimResult<Written>> ApplyAsync(
        ResourceType type, string id, RollOperation operation, Relations relations, CancellationToken ct, Func<string, string?>? valueOf = null)
    {
        switch (await registrar.ApplyAsync(Account, operation, binding.Premise))
        {
            case Outcome.Recorded recorded:
                if (recorded.Changed)
                {
                    binding.Journalled?.Invoke();
                }

                return new Written(await _shape.ResourceAsync(type, recorded.Record, recorded.Document, relations, ct), recorded.Changed);
            case Outcome.Taken taken:
                return await Refusals.TakenAsync(store, binding.Directory, Named(type, taken), valueOf?.Invoke(taken.Attribute), ct);
            case Outcome.Stale stale:
                return Refusals.Stale(stale.Current);
            case Outcome.UnknownMember unknown:
                return Refusals.UnknownMember(valueOf?.Invoke("members") ?? unknown.Id);
            case Outcome.Held held:
                return Refusals.Held(held);
            case Outcome.Full:
                return Refusals.Full;
            case Outcome.Refused refused:
                return (ScimError)refused.Reason;
            default:
                return Refusals.NotFound(type, id);
        }
    }

    private static string? UnreadableMember(IReadOnlyList<MemberChange> members) => members
        .SelectMany(m => m switch { MemberChange.Add add => add.Ids, MemberChange.Replace replace => replace.Ids, _ => [] })
        .FirstOrDefault(id => !Guid.TryParse(id, out _));

    /// <summary>An id that is none of ours: as a member to add it must be refused, so it travels as one that nobody has.</summary>
    private static IReadOnlyList<MemberStep> Steps(IReadOnlyList<MemberChange> members) =>
        [.. members.Select(m => (MemberStep)(m switch
        {
            MemberChange.Add add => new MemberStep.Add(Ids(add.Ids)),
            MemberChange.Remove remove => new MemberStep.Remove(Ids(remove.Ids)),
            MemberChange.Replace replace => new MemberStep.Replace(Ids(replace.Ids)),
            _ => throw new InvalidOperationException("A member change of a new kind."),
        }))];

    private static IReadOnlyList<Guid> Ids(IReadOnlyList<string> ids) => [.. ids.Select(id => Guid.TryParse(id, out var guid) ? guid : Guid.Empty)];

    private TypeCatalog? Of(ResourceType type) => binding.Catalog.Find(type.Name);

    /// <summary>An attribute that the account made unique bears a number in the roll.</summary>
    private Outcome.Taken Named(ResourceType type, Outcome.Taken taken) =>
        taken.Attribute.StartsWith('#') && Of(type)?.PathOf(long.Parse(taken.Attribute.AsSpan(1), CultureInfo.InvariantCulture)) is { } path ? taken with { Attribute = path } : taken;
}
