using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Patching;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace EmbeddedScim;

/// <summary>A store in memory: one lock, resources in order of creation, members as sets of ids. All is gone when the process ends.</summary>
public sealed class MemoryScimStore(TimeProvider clock) : IScimStore
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _count;

    public ValueTask<ScimResult<StoredResource>> FindAsync(ResourceType type, string id, Relations relations, CancellationToken ct)
    {
        lock (_lock)
        {
            ScimResult<StoredResource> found = Find(type, id) is { } entry ? Show(entry, relations) : Missing(type);
            return ValueTask.FromResult(found);
        }
    }

    public ValueTask<ScimResult<ResourcePage>> ListAsync(ResourceQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_lock)
        {
            var matches = _entries.Values.Where(entry => entry.Type.Name == query.Type.Name && Matches(entry, query.Filter))
                .Select(entry => (Entry: entry, Place: PlaceOf(entry, query.Sort))).Order(Comparer<(Entry Entry, Place Place)>.Create((left, right) => Place.Compare(left.Place, right.Place, query.Sort))).ToList();
            var rest = query.After switch
            {
                null => matches.Skip(query.StartIndex - 1),
                "" => matches,
                { } after => matches.SkipWhile(match => Place.Compare(match.Place, Place.Parse(after), query.Sort) <= 0),
            };
            var page = rest.Take(query.Count + 1).ToList();
            ScimResult<ResourcePage> listed = new ResourcePage(matches.Count, [.. page.Take(query.Count).Select(match => Show(match.Entry, query.Relations))])
            {
                Next = query.After is not null && page.Count > query.Count ? page[query.Count - 1].Place.ToString() : null,
            };
            return ValueTask.FromResult(listed);
        }
    }

    public ValueTask<ScimResult<Written>> CreateAsync(NewResource resource, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(resource);
        lock (_lock)
        {
            var id = Guid.CreateVersion7().ToString("D");
            var now = clock.GetUtcNow();
            var entry = new Entry(++_count, resource.Type, id, 1, now, now, StoredDocument.Finish(resource.Document, resource.Type, id), Key(resource.Document), []);
            if (Refuse(entry) is { } taken)
            {
                return ValueTask.FromResult<ScimResult<Written>>(taken);
            }

            var created = WithMembers(entry, resource.Members).Map(whole => new Written(Keep(whole, resource.Relations), Changed: true));
            return ValueTask.FromResult(created);
        }
    }

    public ValueTask<ScimResult<Written>> ChangeAsync(ResourceChange change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            ScimResult<Written> changed = Find(change.Type, change.Id) is not { } entry ? Missing(change.Type)
                : change.IfMatch is { } expected && expected != entry.Version ? Stale()
                : Change(entry, change);
            return ValueTask.FromResult(changed);
        }
    }

    public ValueTask<ScimResult<Removed>> DeleteAsync(ResourceType type, string id, long? ifMatch, CancellationToken ct)
    {
        lock (_lock)
        {
            if (Find(type, id) is not { } entry)
            {
                return ValueTask.FromResult<ScimResult<Removed>>(Missing(type));
            }

            if (ifMatch is { } expected && expected != entry.Version)
            {
                return ValueTask.FromResult<ScimResult<Removed>>(Stale());
            }

            _entries.Remove(id);
            foreach (var group in _entries.Values.Where(other => other.Members.Contains(id)).ToList())
            {
                Keep(Touch(group) with { Members = [.. group.Members.Where(member => member != id)] }, Relations.None);
            }

            return ValueTask.FromResult<ScimResult<Removed>>(new Removed(id));
        }
    }

    private ScimResult<Written> Change(Entry entry, ResourceChange change)
    {
        var current = StoredDocument.Parse(entry.Document);
        var next = change.Document is { } step ? step(current) : current;
        if (!next.TryGet(out var document, out var refusal))
        {
            return refusal;
        }

        var same = ScimEquality.Same(current, document);
        var candidate = same ? entry : entry with { Document = StoredDocument.Finish(document, entry.Type, entry.Id), NameKey = Key(document) };
        if (!same && Refuse(candidate) is { } taken)
        {
            return taken;
        }

        return WithMembers(candidate, change.Members).Map(whole =>
        {
            var changed = !same || !new HashSet<string>(whole.Members, StringComparer.Ordinal).SetEquals(entry.Members);
            return new Written(changed ? Keep(Touch(whole), change.Relations) : Show(entry, change.Relations), changed);
        });
    }

    private ScimResult<Entry> WithMembers(Entry entry, IReadOnlyList<MemberChange> changes)
    {
        var members = new OrderedDictionary<string, bool>(entry.Members.Select(id => KeyValuePair.Create(id, true)), StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change is MemberChange.Remove remove)
            {
                foreach (var id in remove.Ids)
                {
                    members.Remove(id);
                }

                continue;
            }

            if (change is MemberChange.Replace)
            {
                members.Clear();
            }

            foreach (var id in change is MemberChange.Add add ? add.Ids : ((MemberChange.Replace)change).Ids)
            {
                if (!_entries.ContainsKey(id))
                {
                    return new ScimError(400, ScimErrorType.InvalidValue, "The attribute members names a resource that does not exist.");
                }

                members[id] = true;
            }
        }

        return entry with { Members = [.. members.Keys] };
    }

    private static Place PlaceOf(Entry entry, ResourceSort? sort) => new(entry.Number, sort is null ? default : sort.KeyOf(StoredDocument.Parse(entry.Document), new RelationValues
    {
        Id = entry.Id,
        Created = entry.Created,
        LastModified = entry.LastModified,
        Version = entry.Version,
    }));

    private bool Matches(Entry entry, Filter? filter) =>
        filter is null || ResourceMatch.Matches(filter, StoredDocument.Parse(entry.Document), entry.Type, new RelationValues
        {
            Id = entry.Id,
            Created = entry.Created,
            LastModified = entry.LastModified,
            Version = entry.Version,
            MemberIds = entry.Members,
            GroupIds = ResourceMatch.NeedsGroups(filter) ? [.. GroupsOf(entry.Id).Select(group => group.Id)] : null,
        }).Match(matches => matches, _ => false);

    private StoredResource Show(Entry entry, Relations relations) => new()
    {
        Type = entry.Type,
        Id = entry.Id,
        Version = entry.Version,
        Created = entry.Created,
        LastModified = entry.LastModified,
        Document = entry.Document,
        Members = entry.Type.Name == "Group" && relations.HasFlag(Relations.Members) ? [.. entry.Members.Select(id => Refer(_entries[id]))] : null,
        Groups = entry.Type.Name == "User" && relations.HasFlag(Relations.Groups) ? [.. GroupsOf(entry.Id).Select(Refer)] : null,
    };

    private StoredResource Keep(Entry entry, Relations relations)
    {
        _entries[entry.Id] = entry;
        return Show(entry, relations);
    }

    /// <summary>RFC 7643 section 4.1.1: a userName is unique, case ignored.</summary>
    private ScimError? Refuse(Entry entry) =>
        entry.NameKey is { } key && _entries.Values.Any(other => other.NameKey == key && other.Id != entry.Id)
            ? new ScimError(409, ScimErrorType.Uniqueness, "The attribute userName must be unique, and another user has this value.")
            : null;

    private Entry Touch(Entry entry) => entry with { Version = entry.Version + 1, LastModified = clock.GetUtcNow() };

    private Entry? Find(ResourceType type, string id) => _entries.TryGetValue(id, out var entry) && entry.Type.Name == type.Name ? entry : null;

    private IEnumerable<Entry> GroupsOf(string id) => _entries.Values.Where(entry => entry.Members.Contains(id));

    private static Reference Refer(Entry entry) => new(entry.Id, entry.Type.Name, (string?)StoredDocument.Parse(entry.Document)["displayName"]);

    private static string? Key(JsonObject document) => (string?)document["userName"] is { } name ? ScimText.CaseKey(name) : null;

    private static ScimError Missing(ResourceType type) => new(404, null, $"There is no {type.Name} of this id.");

    private static ScimError Stale() => new(412, null, "The resource has changed since it was read.");

    private sealed record Entry(
        long Number, ResourceType Type, string Id, long Version, DateTimeOffset Created, DateTimeOffset LastModified,
        byte[] Document, string? NameKey, IReadOnlyList<string> Members);
}
