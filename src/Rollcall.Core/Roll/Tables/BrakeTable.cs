using System.Data.Common;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Tables;

/// <summary>Brakes of directories, and the requests that they hold.</summary>
internal static class BrakeTable
{
    private static readonly Table Shape = new("brakes", ["key"], [
        new("key", ColumnType.Number), new("mode", ColumnType.Number), new("most_users", ColumnType.Number), new("most_percent", ColumnType.Number), new("began", ColumnType.Number),
        new("losses", ColumnType.Number), new("state", ColumnType.Number), new("since", ColumnType.Number), new("released_until", ColumnType.Number)], rowKey: true);

    private static readonly Table Held = new("held_changes", ["key"], [
        new("key", ColumnType.Number), new("directory", ColumnType.Number), new("kind", ColumnType.Number), new("record_key", ColumnType.Number), new("name", ColumnType.Text),
        new("losses", ColumnType.Number), new("first_asked", ColumnType.Number), new("last_asked", ColumnType.Number), new("times", ColumnType.Number),
        new("verdict", ColumnType.Number), new("actor", ColumnType.Text)], rowKey: true);

    public static readonly RowStatement ByKey = Shape.FetchBy("key");
    public static readonly RowStatement Save = Shape.Save;
    public static readonly RowStatement HeldById = Held.FetchBy("directory", "kind", "record_key");
    public static readonly RowStatement SaveHeld = Held.Save;
    public static readonly RowStatement RemoveHeld = Held.Remove;

    /// <summary>account: the brakes of all directories.</summary>
    public static readonly Sql All = new($"select {Shape.SelectList} from brakes where account = $1");

    /// <summary>account, directory.</summary>
    public static readonly Sql Find = new($"select {Shape.SelectList} from brakes where account = $1 and key = $2");

    /// <summary>account, directory, limit: what is held, oldest first.</summary>
    public static readonly Sql HeldOf = new($"select {Held.SelectList} from held_changes where account = $1 and directory = $2 order by key limit $3");

    public static Value[] Values(BrakeRow b) =>
        [b.Account, b.Directory, (long)b.Mode, b.MostUsers, b.MostPercent, Micros.Of(b.Began), b.Losses, (long)b.State, Micros.Of(b.Since), Micros.Of(b.ReleasedUntil)];

    public static Value[] Values(HeldRow h) =>
        [h.Account, h.Key, h.Directory, (long)h.Kind, h.Record, h.Name, h.Losses, Micros.Of(h.FirstAsked), Micros.Of(h.LastAsked), h.Times, (long)h.Verdict, h.Actor];

    public static BrakeRow Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0), Directory = r.GetInt64(1), Mode = (BrakeMode)r.GetInt64(2), MostUsers = r.GetInt64(3), MostPercent = r.GetInt64(4), Began = r.TimeOrNull(5)!.Value,
        Losses = r.GetInt64(6), State = (BrakeState)r.GetInt64(7), Since = r.TimeOrNull(8), ReleasedUntil = r.TimeOrNull(9),
    };

    public static HeldRow ReadHeld(DbDataReader r) => new()
    {
        Account = r.GetInt64(0), Key = r.GetInt64(1), Directory = r.GetInt64(2), Kind = (LossKind)r.GetInt64(3), Record = r.GetInt64(4), Name = r.GetString(5), Losses = r.GetInt64(6),
        FirstAsked = r.TimeOrNull(7)!.Value, LastAsked = r.TimeOrNull(8)!.Value, Times = r.GetInt64(9), Verdict = (HeldVerdict)r.GetInt64(10), Actor = r.GetString(11),
    };
}
