using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Ldap.Tables;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>LDAP directories: created, changed, and their runs.</summary>
public sealed class LdapRegister(Store store, DirectoryRegister directories, SecretSeal seal)
{
    /// <summary>Creates one. It is pulled when asked, or by its schedule.</summary>
    public async Task<Outcome<LdapSettings>> CreateAsync(long account, string label, LdapWish wish, Origin origin)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (LdapChecks.Missing(wish) is { } missing)
        {
            return missing;
        }

        LdapSettings? made = null;
        var created = await directories.CreateLdapAsync(account, label, origin, row =>
        {
            var outcome = Changed(Blank(row.Account, row.Key), wish);
            made = outcome.Match<LdapSettings?>(settings => settings, _ => null);
            return outcome.Match<Outcome<Step>>(settings => LdapSettingsTable.Save(settings), refused => refused);
        });
        return created.Match<Outcome<LdapSettings>>(_ => made!, refused => refused);
    }

    /// <summary>Changes the settings. Another server, port or less protection clears the password, unless it is given again (product rule 46).</summary>
    public Task<Outcome<LdapSettings>> SetAsync(long account, RowKey directory, LdapWish wish, Origin origin) => store.WriteAsync<Outcome<LdapSettings>>(account, 0, async (session, grant, ct) =>
    {
        if (await LdapSettingsTable.FindAsync(session, account, directory, ct) is not { } before)
        {
            return LdapChecks.NotLdap;
        }

        var changed = Changed(before, wish);
        if (changed.Match<LdapSettings?>(settings => settings, _ => null) is { } after && after != before)
        {
            await session.RunAsync([LdapSettingsTable.Save(after), ChangesTable.Append([Journalled(grant, after, origin)])], ct);
        }

        return changed;
    });

    /// <summary>The settings of a directory, or null.</summary>
    public ValueTask<LdapSettings?> FindAsync(long account, RowKey directory, CancellationToken ct) => store.ReadAsync((s, c) => LdapSettingsTable.FindAsync(s, account, directory, c), ct);

    /// <summary>Asks for a run; a worker takes it up within seconds. While one is open, that one is answered.</summary>
    public Task<Outcome<PullRun>> AskAsync(long account, RowKey directory, bool isDry, long? releases, string actor) => store.WriteAsync<Outcome<PullRun>>(
        account,
        1,
        async (session, grant, ct) =>
        {
            if (await LdapSettingsTable.FindAsync(session, account, directory, ct) is null)
            {
                return LdapChecks.NotLdap;
            }

            var latest = await PullRunsTable.LatestAsync(session, account, directory, 1, ct);
            if (latest is [{ IsOver: false } open])
            {
                return open;
            }

            if (releases is not null && (latest is not [{ State: PullState.Held } held] || held.Key != releases))
            {
                return LdapChecks.NotHeld;
            }

            var run = new PullRun { Account = account, Key = grant.NextKey(), Directory = directory, Actor = actor, State = PullState.Asked, IsDry = isDry, Releases = releases, Asked = grant.Now };
            await session.RunAsync([PullRunsTable.Save(run)], ct);
            return run;
        },
        journalRows: 0,
        settings: false);

    /// <summary>The latest runs of a directory, newest first.</summary>
    public ValueTask<List<PullRun>> RunsAsync(long account, RowKey directory, int limit, CancellationToken ct) =>
        store.ReadAsync((s, c) => PullRunsTable.LatestAsync(s, account, directory, limit, c), ct);

    /// <summary>As <see cref="RunsAsync(long, RowKey, int, CancellationToken)"/>, inside a read that somebody else opened.</summary>
    public static ValueTask<List<PullRun>> RunsAsync(Session session, long account, RowKey directory, int limit, CancellationToken ct) =>
        PullRunsTable.LatestAsync(session, account, directory, limit, ct);

    /// <summary>A run, or null.</summary>
    public ValueTask<PullRun?> FindRunAsync(long account, long key, CancellationToken ct) => store.ReadAsync((s, c) => PullRunsTable.FindAsync(s, account, key, c), ct);

    /// <summary>What a run noted of single entries.</summary>
    public ValueTask<List<PullEntry>> EntriesAsync(PullRun run, int limit, CancellationToken ct) => store.ReadAsync((s, c) => PullRunsTable.EntriesAsync(s, run, limit, c), ct);

    /// <summary>The runs of all accounts that are open.</summary>
    public ValueTask<List<PullRun>> OpenAsync(CancellationToken ct) => store.ReadAsync(PullRunsTable.OpenAsync, ct);

    /// <summary>The directories of all accounts whose schedule says now.</summary>
    public ValueTask<List<LdapSettings>> DueAsync(DateTimeOffset now, CancellationToken ct) => store.ReadAsync((s, c) => LdapSettingsTable.DueAsync(s, now, c), ct);

    private Outcome<LdapSettings> Changed(LdapSettings before, LdapWish wish)
    {
        var after = before with
        {
            Host = wish.Host?.Trim() ?? before.Host,
            Port = wish.Port ?? (wish.Protection is { } p && before.Port is 0 or 389 or 636 ? p == LdapProtection.Ldaps ? 636 : 389 : before.Port == 0 ? 636 : before.Port),
            Protection = wish.Protection ?? before.Protection,
            Roots = wish.Roots is null ? before.Roots : Some(wish.Roots),
            BindName = wish.BindName ?? before.BindName,
            Base = wish.Base?.Trim() ?? before.Base,
            Schema = wish.Schema ?? before.Schema,
            UserFilter = wish.UserFilter is null ? before.UserFilter : Some(wish.UserFilter),
            GroupFilter = wish.GroupFilter is null ? before.GroupFilter : Some(wish.GroupFilter),
            UserNameAttribute = wish.UserNameAttribute is null ? before.UserNameAttribute : Some(wish.UserNameAttribute),
            EmailAttribute = wish.EmailAttribute is null ? before.EmailAttribute : Some(wish.EmailAttribute),
            Removes = wish.Removes ?? before.Removes,
            Minutes = wish.Minutes ?? before.Minutes,
            Rails = new PullRails(wish.MostLosses ?? before.Rails.Losses, wish.MostMemberships ?? before.Rails.Memberships, wish.MostAddresses ?? before.Rails.Addresses),
        };
        if (LdapChecks.Refuse(after) is { } refusal)
        {
            return refusal;
        }

        return after with { Secret = wish.Password is { } password ? seal.Seal(password, after.SecretPlace) : after.SecretPlace == before.SecretPlace ? before.Secret : null };
    }

    private static LdapSettings Blank(long account, RowKey directory) => new()
    {
        Account = account, Directory = directory, Host = "", Port = 0, Protection = LdapProtection.Ldaps, BindName = "", Base = "", Schema = LdapSchema.OpenLdap, Rails = PullRails.Standard, Minutes = 60,
    };

    private static string? Some(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    private static ChangeRow Journalled(LaneGrant grant, LdapSettings settings, Origin origin) => new()
    {
        Account = settings.Account,
        No = grant.NextNo(),
        At = grant.At,
        Kind = ChangeKind.DirectoryChanged,
        Origin = origin with { Directory = settings.Directory.Value },
        Effects = $"host={settings.Host}:{settings.Port};password={(settings.Secret is null ? "none" : "set")};removes={settings.Removes};minutes={settings.Minutes}",
    };
}
