using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Unique names and further keys of user records on the sheet. What SCIM directories say is unique over all of them; another directory only knows each of its users once.</summary>
internal static class UserNames
{
    public static void Want(Wants wants, UserSource source, UserFacts facts)
    {
        if (!source.IsScim)
        {
            wants.Name(NameTable.OwnId, source.OwnId(facts.Person.ExternalId));
            return;
        }

        wants.Name(NameTable.UserName, facts.Person.NameKey);
        wants.Name(NameTable.ExternalId, facts.Person.ExternalId);
        UniqueValues.Want(wants, facts.Found);
    }

    /// <summary>The first unique value that another record has, or null.</summary>
    public static Outcome.Taken? Conflict(Sheet sheet, long record, UserSource source, UserFacts facts) => !source.IsScim
        ? Taken(sheet, record, "externalId", NameTable.OwnId, source.OwnId(facts.Person.ExternalId))
        : Taken(sheet, record, "userName", NameTable.UserName, facts.Person.NameKey) ?? Taken(sheet, record, "externalId", NameTable.ExternalId, facts.Person.ExternalId)
            ?? UniqueValues.Conflict(sheet, record, facts.Found);

    /// <summary>Gives up the names that change and takes the new ones.</summary>
    public static void Replace(Sheet sheet, RecordRow record, UserSource source, UserFacts? before, UserFacts? after)
    {
        if (!source.IsScim)
        {
            Move(sheet, record, NameTable.OwnId, source.OwnId(before?.Person.ExternalId), source.OwnId(after?.Person.ExternalId));
            return;
        }

        Move(sheet, record, NameTable.UserName, before?.Person.NameKey, after?.Person.NameKey);
        Move(sheet, record, NameTable.ExternalId, before?.Person.ExternalId, after?.Person.ExternalId);
        UniqueValues.Replace(sheet, record, before?.Found ?? FurtherFacts.None, after?.Found ?? FurtherFacts.None);
    }

    private static Outcome.Taken? Taken(Sheet sheet, long record, string attribute, long number, string? value) =>
        value is not null && sheet.Names.Find(new NameId(number, value)) is { } holder && holder.Record != record
            ? new Outcome.Taken(attribute, holder.Record, holder.Directory)
            : null;

    private static void Move(Sheet sheet, RecordRow record, long attribute, string? before, string? after)
    {
        if (before == after)
        {
            return;
        }

        if (before is not null && sheet.Names.Find(new NameId(attribute, before))?.Record == record.Key)
        {
            sheet.Names.Put(new NameId(attribute, before), null);
        }

        if (after is not null)
        {
            sheet.Names.Put(new NameId(attribute, after), new NameRow(record.Key, record.Directory));
        }
    }
}
