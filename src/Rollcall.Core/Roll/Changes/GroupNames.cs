using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Names of groups are unique within their directory (product rule 6).</summary>
internal static class GroupNames
{
    public static void Want(Wants wants, long directory, GroupFacts facts)
    {
        wants.GroupName(directory, facts.DisplayKey);
        wants.GroupExternalId(directory, facts.ExternalId);
    }

    /// <summary>The first value that another group of the directory has, or null.</summary>
    public static Outcome.Taken? Conflict(Sheet sheet, long directory, long record, GroupFacts facts, bool repeatedNames)
    {
        var name = repeatedNames ? null : Others(sheet, sheet.GroupsByName.Keys((directory, facts.DisplayKey)), directory, record).FirstOrDefault(r => r.DisplayKey == facts.DisplayKey);
        if (name is not null)
        {
            return new Outcome.Taken("displayName", name.Key, directory);
        }

        var external = facts.ExternalId is null
            ? null
            : Others(sheet, sheet.GroupsByExternalId.Keys((directory, facts.ExternalId)), directory, record).FirstOrDefault(r => r.ExternalId == facts.ExternalId);
        return external is null ? null : new Outcome.Taken("externalId", external.Key, directory);
    }

    private static IEnumerable<RecordRow> Others(Sheet sheet, IReadOnlyCollection<long> keys, long directory, long record) =>
        keys.Select(sheet.Records.Find).OfType<RecordRow>().Where(r => r.Key != record && r.Directory == directory && r.Type == RecordType.Group && r.State != RecordState.Deleted);
}
