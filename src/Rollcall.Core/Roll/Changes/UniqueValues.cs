using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Unique values and further keys of records, on the sheet.</summary>
internal static class UniqueValues
{
    public static void Want(Wants wants, FurtherFacts facts)
    {
        foreach (var value in facts.Unique)
        {
            wants.Name(value.Attribute, value.Value);
        }
    }

    /// <summary>The first unique value that another record has, or null.</summary>
    public static Outcome.Taken? Conflict(Sheet sheet, long record, FurtherFacts facts)
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
    public static void Replace(Sheet sheet, RecordRow record, FurtherFacts before, FurtherFacts after)
    {
        foreach (var gone in before.Unique.Except(after.Unique).Select(v => new NameId(v.Attribute, v.Value)))
        {
            if (sheet.Names.Find(gone)?.Record == record.Key)
            {
                sheet.Names.Put(gone, null);
            }
        }

        foreach (var added in after.Unique.Except(before.Unique))
        {
            sheet.Names.Put(new NameId(added.Attribute, added.Value), new NameRow(record.Key, record.Directory));
        }

        FurtherKeys.Replace(sheet, record, before.Keys, after.Keys);
    }
}
