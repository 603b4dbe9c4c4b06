using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>The directories of an account.</summary>
public sealed class DirectoryRegister(Store store)
{
    private const int LongestLabel = 100;

    /// <summary>Creates a SCIM directory; it is disabled unless asked otherwise.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="label">What people read; unique within the account, case ignored.</param>
    /// <param name="idp">Who will push.</param>
    /// <param name="enable">Enables it at once; refused as <see cref="EnableAsync"/> is, and then nothing is created.</param>
    /// <param name="origin">Who asks.</param>
    public Task<Outcome<DirectoryRow>> CreateScimAsync(long account, string label, IdentityProvider idp, bool enable, Origin origin) =>
        CreateAsync(account, label, DirectoryKind.Scim, idp, enable, origin, static _ => Array.Empty<Step>());

    /// <summary>Creates a directory that is pulled.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="label">What people read; unique within the account, case ignored.</param>
    /// <param name="origin">Who asks.</param>
    /// <param name="settings">Writes its settings in the same transaction, or refuses; then nothing is created.</param>
    internal Task<Outcome<DirectoryRow>> CreateLdapAsync(long account, string label, Origin origin, Func<DirectoryRow, Outcome<Step>> settings) =>
        CreateAsync(account, label, DirectoryKind.Ldap, IdentityProvider.Generic, enable: true, origin, row => settings(row).Match<Outcome<Step[]>>(step => new[] { step }, refused => refused));

    private async Task<Outcome<DirectoryRow>> CreateAsync(
        long account, string label, DirectoryKind kind, IdentityProvider idp, bool enable, Origin origin, Func<DirectoryRow, Outcome<Step[]>> also)
    {
        if (label?.Trim() is not { Length: > 0 and <= LongestLabel } trimmed || trimmed.Any(char.IsControl))
        {
            return AccountRefusals.Label;
        }

        var id = new DirectoryId(Guid.CreateVersion7());
        return await store.WriteAsync<Outcome<DirectoryRow>>(account, 1, async (session, grant, ct) =>
        {
            if (await RefuseCreateAsync(session, account, trimmed, enable && kind == DirectoryKind.Scim, ct) is { } refusal)
            {
                return refusal;
            }

            var row = new DirectoryRow
            {
                Account = account,
                Key = new RowKey(grant.NextKey()),
                Id = id,
                Kind = kind,
                Label = trimmed,
                Idp = idp,
                State = enable ? DirectoryState.Enabled : DirectoryState.Disabled,
                KeepsDeleted = false,
                Created = grant.Now,
            };
            return await also(row).Match<ValueTask<Outcome<DirectoryRow>>>(
                async steps =>
                {
                    await session.RunAsync([DirectoriesTable.Insert(row), .. steps, Journalled(grant, row, ChangeKind.DirectoryCreated, origin)], ct);
                    return row;
                },
                static refused => ValueTask.FromResult<Outcome<DirectoryRow>>(refused));
        });
    }

    /// <summary>Takes requests from now on; refused with RC101 while the account's User ID type is name.</summary>
    public Task<Outcome<DirectoryRow>> EnableAsync(long account, DirectoryId id, Origin origin) => ChangeAsync(account, id, row => row with { State = DirectoryState.Enabled }, origin);

    /// <summary>Answers 403 from now on; its users stay as they are.</summary>
    public Task<Outcome<DirectoryRow>> DisableAsync(long account, DirectoryId id, Origin origin) => ChangeAsync(account, id, row => row with { State = DirectoryState.Disabled }, origin);

    /// <summary>Answers 503 with Retry-After from now on; its users stay as they are.</summary>
    public Task<Outcome<DirectoryRow>> PauseAsync(long account, DirectoryId id, Origin origin) => ChangeAsync(account, id, row => row with { State = DirectoryState.Paused }, origin);

    /// <summary>Names who pushes from now on, and with it the compatibility profile (product rule 4). What was stored stays as it is.</summary>
    public Task<Outcome<DirectoryRow>> SetProviderAsync(long account, DirectoryId id, IdentityProvider idp, Origin origin) => ChangeAsync(account, id, row => row with { Idp = idp }, origin);

    /// <summary>All directories of an account, oldest first.</summary>
    public ValueTask<List<DirectoryRow>> ListAsync(long account, CancellationToken ct) => store.ReadAsync((s, c) => DirectoriesTable.AllAsync(s, account, c), ct);

    /// <summary>A directory of an account by id, or null.</summary>
    public ValueTask<DirectoryRow?> FindAsync(long account, DirectoryId id, CancellationToken ct) =>
        store.ReadAsync((s, c) => DirectoriesTable.FindAsync(s, account, id, c), ct);

    /// <summary>A directory of an account by key, or null.</summary>
    public ValueTask<DirectoryRow?> FindAsync(long account, RowKey key, CancellationToken ct) =>
        store.ReadAsync((s, c) => DirectoriesTable.FindAsync(s, account, key, c), ct);

    /// <summary>A directory by key with its account, as of one moment and in one read, or null: what a token opens.</summary>
    public ValueTask<DirectoryStanding?> FindStandingAsync(long account, RowKey key, CancellationToken ct) =>
        store.ReadAsync((s, c) => DirectoriesTable.FindStandingAsync(s, account, key, c), ct);

    /// <summary>A directory by key inside a transaction or read that somebody else opened.</summary>
    public static ValueTask<DirectoryRow?> FindAsync(Session session, long account, RowKey key, CancellationToken ct) =>
        DirectoriesTable.FindAsync(session, account, key, ct);

    private static async ValueTask<Refusal?> RefuseCreateAsync(Session session, long account, string label, bool enable, CancellationToken ct)
    {
        if (await AccountsTable.FindAsync(session, account, ct) is not { } owner)
        {
            return AccountRefusals.Missing;
        }

        if (await DirectoriesTable.HasLabelAsync(session, account, label, ct))
        {
            return AccountRefusals.LabelTaken(label);
        }

        return enable && owner.Settings.UserIdType == UserIdType.Name ? AccountRefusals.NeedsEmail : null;
    }

    private Task<Outcome<DirectoryRow>> ChangeAsync(long account, DirectoryId id, Func<DirectoryRow, DirectoryRow> change, Origin origin) =>
        store.WriteAsync<Outcome<DirectoryRow>>(account, 0, async (session, grant, ct) =>
        {
            if (await DirectoriesTable.FindAsync(session, account, id, ct) is not { } row)
            {
                return AccountRefusals.DirectoryMissing;
            }

            var after = change(row);
            if (await RefuseChangeAsync(session, row, after, ct) is { } refusal)
            {
                return refusal;
            }

            if (after == row)
            {
                return row;
            }

            await session.RunAsync([DirectoriesTable.Set(after), Journalled(grant, after, ChangeKind.DirectoryChanged, origin)], ct);
            return after;
        });

    private static async ValueTask<Refusal?> RefuseChangeAsync(Session session, DirectoryRow row, DirectoryRow after, CancellationToken ct)
    {
        if (row.Kind != DirectoryKind.Scim)
        {
            return AccountRefusals.NotScim;
        }

        // A paused directory counts as enabled for rule 1, so pausing a disabled one asks the same question.
        var owner = after.State == DirectoryState.Disabled || after.Idp != row.Idp ? null : await AccountsTable.FindAsync(session, row.Account, ct);
        return owner?.Settings.UserIdType == UserIdType.Name ? AccountRefusals.NeedsEmail : null;
    }

    private static Step Journalled(LaneGrant grant, DirectoryRow row, ChangeKind kind, Origin origin) => ChangesTable.Append([new ChangeRow
    {
        Account = row.Account,
        No = grant.NextNo(),
        At = grant.At,
        Kind = kind,
        Origin = origin with { Directory = row.Key.Value },
        Effects = $"label={row.Label};state={row.State.ToString().ToLowerInvariant()};idp={row.Idp.ToString().ToLowerInvariant()}",
    }]);
}
