using System.Data.Common;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Ldap.Tables;

/// <summary>Settings of LDAP directories.</summary>
internal static class LdapSettingsTable
{
    private static readonly Table Shape = new("ldap_settings", ["key"], [
        new("key", ColumnType.Number), new("host", ColumnType.Text), new("port", ColumnType.Number), new("protection", ColumnType.Number), new("roots", ColumnType.Text),
        new("bind_name", ColumnType.Text), new("secret", ColumnType.Bytes), new("base", ColumnType.Text), new("dialect", ColumnType.Number), new("user_filter", ColumnType.Text),
        new("group_filter", ColumnType.Text), new("user_name_attr", ColumnType.Text), new("email_attr", ColumnType.Text), new("removes", ColumnType.Number),
        new("minutes", ColumnType.Number), new("most_losses", ColumnType.Number), new("most_memberships", ColumnType.Number), new("most_addresses", ColumnType.Number),
        new("last_began", ColumnType.Number)], rowKey: true);

    private static readonly Sql FindText = new($"select {Shape.SelectList} from ldap_settings where account = $1 and key = $2");

    /// <summary>Over all accounts, for the worker that pulls by schedule: moment, in microseconds.</summary>
    private static readonly Sql DueText = new($"select {Shape.SelectList} from ldap_settings where minutes > 0 and (last_began is null or last_began + minutes * 60000000 <= $1)");

    private static readonly Sql SealedText = new($"select {Shape.SelectList} from ldap_settings where secret is not null");

    public static Step Save(LdapSettings settings) => new(Shape.Save, [Values(settings)]);

    public static ValueTask<LdapSettings?> FindAsync(Session session, long account, RowKey directory, CancellationToken ct) =>
        session.FirstAsync(FindText, [account, directory.Value], Read, ct);

    public static ValueTask<List<LdapSettings>> DueAsync(Session session, DateTimeOffset now, CancellationToken ct) => session.QueryAsync(DueText, [Micros.Of(now)], Read, ct);

    /// <summary>Those of all accounts that have a sealed password.</summary>
    public static ValueTask<List<LdapSettings>> SealedAsync(Session session, CancellationToken ct) => session.QueryAsync(SealedText, [], Read, ct);

    private static Value[] Values(LdapSettings s) =>
    [
        s.Account, s.Directory.Value, s.Host, (long)s.Port, (long)s.Protection, s.Roots, s.BindName, s.Secret, s.Base, (long)s.Schema, s.UserFilter, s.GroupFilter,
        s.UserNameAttribute, s.EmailAttribute, s.Removes, (long)s.Minutes, (long)s.Rails.Losses, (long)s.Rails.Memberships, (long)s.Rails.Addresses, Micros.Of(s.LastBegan),
    ];

    private static LdapSettings Read(DbDataReader r) => new()
    {
        Account = r.GetInt64(0),
        Directory = new RowKey(r.GetInt64(1)),
        Host = r.GetString(2),
        Port = (int)r.GetInt64(3),
        Protection = (LdapProtection)r.GetInt64(4),
        Roots = r.TextOrNull(5),
        BindName = r.GetString(6),
        Secret = r.BytesOrNull(7),
        Base = r.GetString(8),
        Schema = (LdapSchema)r.GetInt64(9),
        UserFilter = r.TextOrNull(10),
        GroupFilter = r.TextOrNull(11),
        UserNameAttribute = r.TextOrNull(12),
        EmailAttribute = r.TextOrNull(13),
        Removes = r.Flag(14),
        Minutes = (int)r.GetInt64(15),
        Rails = new PullRails((int)r.GetInt64(16), (int)r.GetInt64(17), (int)r.GetInt64(18)),
        LastBegan = r.TimeOrNull(19),
    };
}
