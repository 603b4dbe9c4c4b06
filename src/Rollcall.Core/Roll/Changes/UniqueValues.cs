using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Unique values and further keys of resources of custom types, on the sheet.</summary>
internal static class UniqueValues
{
    public static void Want(Wants wants, ResourceFacts facts)
    {
        foreach (var value in facts.Unique)
        {
            wants.Name(value.Attribute, value.Value);
        }
    }

    /// <summary>The first unique value that another resource has, or null.</summary>
    public static Outcome.Taken? Conflict(Sheet sheet, long record, ResourceFacts facts)
    {
        foreach (var value in facts.Unique)
        {
            if (sheet.Names.Find(new NameId(value.Attribute, value.Value)) is { } holder && holder.Record != record)
            {
                return new Outcome.Taken($"#{value.Attribute}", holder.Record, holder.Directory);
            }
        }

        return null;
    }

    /// <summary>Gives up what goes and takes what comes.</summary>
    public static void Replace(Sheet sheet, RecordRow record, ResourceFacts? before, ResourceFacts? after)
    {
        foreach (var gone in (before?.Unique ?? []).Except(after?.Unique ?? []))
        {
            sheet.Names.Put(new NameId(gone.Attribute, gone.Value), null);
        }

        foreach (var added in (after?.Unique ?? []).Except(before?.Unique ?? []))
        {
            sheet.Names.Put(new NameId(added.Attribute, added.Value), new NameRow(record.Key, record.Directory));
        }

        FurtherKeys.Replace(sheet, record, before?.Keys ?? [], after?.Keys ?? []);
    }
}
