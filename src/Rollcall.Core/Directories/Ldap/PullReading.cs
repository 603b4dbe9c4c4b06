using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>Reads a whole LDAP directory, page by page, and compares it with what is here. It changes nothing; what is to be changed goes to the spool.</summary>
/// <remarks>In memory stay a digest and an id of each user's names and the keys of the records seen: about 200 bytes a user.</remarks>
internal sealed class PullReading(Store store, LdapSettings settings, PullSpool spool, Action<PullCounts> progress)
{
    private const int Slice = 500;
    private const int MostNotes = 1000;
    private readonly LdapAttributes _attributes = settings.Attributes;
    private readonly LdapNames _byDn = new();
    private readonly LdapNames _byUserName = new();
    private readonly HashSet<long> _seen = [];
    private readonly List<PullEntry> _notes = [];
    private bool _hasNameless;

    /// <summary>What was found so far.</summary>
    public PullCounts Counts { get; private set; } = new();

    /// <summary>What was found of single entries; the first thousand.</summary>
    public IReadOnlyList<PullEntry> Notes => _notes;

    /// <summary>Reads all. Where it returns, the directory has been read to its end.</summary>
    public async Task ReadAsync(LdapConnection connection, CancellationToken ct)
    {
        await foreach (var slice in Slices(connection.SearchAsync(Search(_attributes.Users, settings.UserFilter, _attributes.OfUsers), ct), ct))
        {
            await UsersAsync(slice, ct);
            progress(Counts);
        }

        if (Counts.Users == 0)
        {
            // An empty answer removes nobody (product rule 15); the run says so.
            return;
        }

        await foreach (var slice in Slices(connection.SearchAsync(Search(_attributes.Groups, settings.GroupFilter, _attributes.OfGroups), ct), ct))
        {
            foreach (var entry in slice)
            {
                await GroupAsync(await LdapRanges.CompleteAsync(connection, entry, _attributes.Members, ct), ct);
            }

            progress(Counts);
        }

        if (!_hasNameless)
        {
            await MissingAsync(RecordType.Group, ct);
            await MissingAsync(RecordType.User, ct);
        }
    }

    private LdapSearch Search(string filter, string? narrowed, IReadOnlyList<string> attributes)
    {
        var text = narrowed is null ? filter : LdapFilter.And(filter, narrowed);
        return new LdapSearch(
            settings.Base, LdapFilter.Parse(text, out var wrong) ?? throw new LdapException(LdapFault.Refused, wrong!), attributes, WithinDomain: settings.Schema == LdapSchema.ActiveDirectory);
    }

    private async Task UsersAsync(List<LdapEntry> entries, CancellationToken ct)
    {
        Counts = Counts with { Users = Counts.Users + entries.Count };
        var present = await Task.WhenAll(entries.Select(entry => PresentAsync(LdapPerson.IdOf(entry, _attributes), ct)));
        foreach (var (entry, record) in entries.Zip(present))
        {
            if (LdapPerson.Read(entry, _attributes, out var wrong) is { } document)
            {
                User(entry, document, record);
            }
            else
            {
                Stays(entry, record);
                Skip(entry.Dn, wrong!);
            }
        }
    }

    private async Task<StoredRecord?> PresentAsync(string? ownId, CancellationToken ct) =>
        ownId is null ? null : await store.ReadAsync((s, c) => RecordReader.ByOwnIdAsync(s, settings.Account, settings.Directory.Value, ownId, c), ct);

    /// <summary>An entry that is left out is not gone: whom it made stays as he is, with his groups. One without an id may be anybody's, so then nobody is gone.</summary>
    private void Stays(LdapEntry entry, StoredRecord? record)
    {
        _hasNameless |= LdapPerson.IdOf(entry, _attributes) is null;
        if (record is not null)
        {
            _seen.Add(record.Head.Key);
            _byDn.Add(entry.Dn, record.Head.Id);
        }
    }

    private void User(LdapEntry entry, byte[] document, StoredRecord? present)
    {
        var name = entry.Text(_attributes.UserName)!.Trim();
        var id = present?.Head.Id ?? Guid.CreateVersion7();
        if (!_byUserName.Add(name, id))
        {
            Stays(entry, present);
            Skip(entry.Dn, $"Another entry has the user name {name}.");
            return;
        }

        _byDn.Add(entry.Dn, id);
        if (present is null)
        {
            Counts = Counts with { Created = Counts.Created + 1 };
            Note(entry.Dn, "created");
            spool.Add(new PullStep.Create(id, document));
            return;
        }

        _seen.Add(present.Head.Key);
        if (present.Document.AsSpan().SequenceEqual(document))
        {
            return;
        }

        var (before, after) = (LdapPerson.FactsOf(present.Document).Person, LdapPerson.FactsOf(document).Person);
        var isLost = before.Active && !after.Active;
        Counts = Counts with
        {
            Changed = Counts.Changed + (isLost ? 0 : 1),
            Lost = Counts.Lost + (isLost ? 1 : 0),
            Addresses = Counts.Addresses + (People.Address.Of(before.Emails)?.Key == People.Address.Of(after.Emails)?.Key ? 0 : 1),
        };
        Note(entry.Dn, isLost ? "lost" : "changed", isLost ? "It is disabled there." : null);
        spool.Add(new PullStep.Change(id, document));
    }

    private async Task GroupAsync(LdapEntry entry, CancellationToken ct)
    {
        Counts = Counts with { Groups = Counts.Groups + 1 };
        var (ownId, name) = (LdapPerson.IdOf(entry, _attributes), entry.Text(_attributes.GroupName)?.Trim());
        if (ownId is null || string.IsNullOrEmpty(name) || name.Length > 512 || name.Any(char.IsControl))
        {
            Stays(entry, ownId is null ? null : await PresentGroupAsync(ownId, ct));
            Skip(entry.Dn, ownId is null ? $"It has no {_attributes.Id}." : $"It has no {_attributes.GroupName} of 1 to 512 plain characters, which gives the group's name.");
            return;
        }

        var members = Members(entry);
        var present = await PresentGroupAsync(ownId, ct);
        if (present is null)
        {
            Counts = Counts with { GroupsChanged = Counts.GroupsChanged + 1, MembershipsBegun = Counts.MembershipsBegun + members.Count };
            Note(entry.Dn, "group");
            spool.Add(new PullStep.CreateGroup(Guid.CreateVersion7(), ownId, name, [.. members]));
            return;
        }

        _seen.Add(present.Head.Key);
        var now = await store.ReadAsync((s, c) => RelationReader.MemberIdsAsync(s, settings.Account, present.Head.Key, c), ct);
        var (added, removed) = (members.Except(now).ToList(), now.Where(m => !members.Contains(m)).ToList());
        var isRenamed = !present.Document.AsSpan().SequenceEqual(LdapGroup.Write(name, ownId));
        if (added.Count + removed.Count > 0 || isRenamed)
        {
            Counts = Counts with
            {
                GroupsChanged = Counts.GroupsChanged + (isRenamed ? 1 : 0),
                MembershipsBegun = Counts.MembershipsBegun + added.Count,
                MembershipsEnded = Counts.MembershipsEnded + removed.Count,
            };
            Note(entry.Dn, "group");
            spool.Add(new PullStep.ChangeGroup(present.Head.Id, ownId, isRenamed ? name : null, added, removed));
        }
    }

    private async ValueTask<StoredRecord?> PresentGroupAsync(string ownId, CancellationToken ct) =>
        (await store.ReadAsync((s, c) => RecordReader.GroupsByExternalIdAsync(s, settings.Account, settings.Directory.Value, ownId, c), ct)).FirstOrDefault();

    private HashSet<Guid> Members(LdapEntry entry)
    {
        var members = new HashSet<Guid>();
        var unknown = 0;
        void Add(Guid? id)
        {
            if (id is { } known)
            {
                members.Add(known);
            }
            else
            {
                unknown++;
            }
        }

        foreach (var dn in _attributes.Members.SelectMany(entry.Texts))
        {
            Add(_byDn.Find(dn));
        }

        foreach (var name in _attributes.MemberUserName is { } attribute ? entry.Texts(attribute) : [])
        {
            Add(_byUserName.Find(name));
        }

        Counts = Counts with { UnknownMembers = Counts.UnknownMembers + unknown };
        return members;
    }

    /// <summary>Whoever is here and was not read is gone there; one who was lost before stays so.</summary>
    private async Task MissingAsync(RecordType type, CancellationToken ct)
    {
        for (var key = 0L; ;)
        {
            var page = await store.ReadAsync((s, c) => RecordReader.FromAsync(s, settings.Account, settings.Directory.Value, type, key, Slice, c), ct);
            foreach (var record in page.Where(r => !_seen.Contains(r.Head.Key) && (r.Head.Active || settings.Removes || type == RecordType.Group)))
            {
                var members = type == RecordType.Group ? (await store.ReadAsync((s, c) => RelationReader.MemberIdsAsync(s, settings.Account, record.Head.Key, c), ct)).Count : 0;
                Counts = Counts with
                {
                    Lost = Counts.Lost + (type == RecordType.User ? 1 : 0),
                    GroupsChanged = Counts.GroupsChanged + (type == RecordType.Group ? 1 : 0),
                    MembershipsEnded = Counts.MembershipsEnded + members,
                };
                Note(record.Head.NameKey, type == RecordType.User ? "lost" : "group", "It is gone there.");
                spool.Add(type == RecordType.User ? new PullStep.Lose(record.Head.Id) : new PullStep.LoseGroup(record.Head.Id));
            }

            if (page.Count < Slice)
            {
                return;
            }

            key = page[^1].Head.Key + 1;
        }
    }

    private void Skip(string dn, string reason)
    {
        Counts = Counts with { Skipped = Counts.Skipped + 1 };
        Note(dn, "skipped", reason);
    }

    private void Note(string name, string what, string? reason = null)
    {
        if (_notes.Count < MostNotes)
        {
            _notes.Add(new PullEntry(LdapPerson.Clean(name), what, reason is null ? null : LdapPerson.Clean(reason)));
        }
    }

    private static async IAsyncEnumerable<List<LdapEntry>> Slices(IAsyncEnumerable<LdapEntry> entries, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var slice = new List<LdapEntry>(Slice);
        await foreach (var entry in entries.WithCancellation(ct))
        {
            slice.Add(entry);
            if (slice.Count == Slice)
            {
                yield return slice;
                slice = new List<LdapEntry>(Slice);
            }
        }

        yield return slice;
    }
}
