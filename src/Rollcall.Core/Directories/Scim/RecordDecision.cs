using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Whether a record matches a filter, decided in memory; of its members it looks at those alone that the filter names.</summary>
internal sealed class RecordDecision(Store store, RecordShaping shape, ResourceType type, Filter? filter, bool exact)
{
    private readonly bool _needsMembers = filter is not null && type.Name == "Group" && ResourceMatch.NeedsMembers(filter);
    private readonly bool _needsGroups = filter is not null && type.Name == "User" && ResourceMatch.NeedsGroups(filter);
    private readonly IReadOnlySet<string>? _named = filter is null ? null : ResourceMatch.MemberIds(filter);

    public async ValueTask<ScimResult<bool>> MatchesAsync(StoredRecord record, CancellationToken ct)
    {
        if (exact || filter is null)
        {
            return true;
        }

        var relations = Facts(record);
        if (_needsMembers)
        {
            relations = relations with { MemberIds = await MembersAsync(record, ct) };
        }

        if (_needsGroups)
        {
            var whole = await shape.ResourceAsync(type, record.Head, record.Document, Relations.Groups, ct);
            relations = relations with { GroupIds = whole.Groups?.Select(g => g.Id).ToHashSet(StringComparer.Ordinal) };
        }

        return ResourceMatch.Matches(filter, StoredDocument.Parse(record.Document), type, relations);
    }

    /// <summary>What a filter or an order may ask of a record besides its document.</summary>
    public static RelationValues Facts(StoredRecord record) => new()
    {
        Id = record.Head.Id.ToString(),
        Created = Micros.ToTime(record.Head.Created),
        LastModified = Micros.ToTime(record.Head.Modified),
        Version = record.Head.Version,
    };

    private async ValueTask<IReadOnlyCollection<string>> MembersAsync(StoredRecord group, CancellationToken ct)
    {
        if (_named is null)
        {
            var whole = await shape.ResourceAsync(type, group.Head, group.Document, Relations.Members, ct);
            return [.. whole.Members!.Select(m => m.Id)];
        }

        return await store.ReadAsync(
            async (session, token) =>
            {
                var ids = new List<string>();
                foreach (var id in _named)
                {
                    // Ids are compared case by case, so only the form in which we write them can match.
                    if (Guid.TryParseExact(id, "D", out var guid) && guid.ToString() == id && await RelationReader.IsMemberAsync(session, group.Head.Account, group.Head.Key, guid, token))
                    {
                        ids.Add(id);
                    }
                }

                if (ids.Count == 0 && await RelationReader.AnyMemberAsync(session, group.Head.Account, group.Head.Key, token) is { } any)
                {
                    ids.Add(any.ToString());
                }

                return ids;
            },
            ct);
    }
}
