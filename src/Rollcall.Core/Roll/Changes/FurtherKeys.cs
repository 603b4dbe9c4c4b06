using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll.Changes;

/// <summary>Keys of a record beside its names, on the sheet.</summary>
internal static class FurtherKeys
{
    /// <summary>Gives up the keys that go and takes those that come.</summary>
    public static void Replace(Sheet sheet, RecordRow record, IReadOnlyList<FoundBy> before, IReadOnlyList<FoundBy> after)
    {
        foreach (var gone in before.Except(after))
        {
            var key = new ExtraKey(gone.Attribute, gone.Value, record.Key);
            sheet.ExtraKeys.Load(key, ExtraKeyMark.Stands);
            sheet.ExtraKeys.Put(key, null);
        }

        foreach (var added in after.Except(before))
        {
            sheet.ExtraKeys.Put(new ExtraKey(added.Attribute, added.Value, record.Key), ExtraKeyMark.Stands);
        }
    }
}
