using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>What stands in the way of changing the User ID type from name to email, each as a sentence; read in the transaction that would change it.</summary>
public delegate ValueTask<IReadOnlyList<string>> UserIdTypeCheck(Session session, long account, CancellationToken ct);

/// <summary>The accounts of this installation.</summary>
public sealed class AccountRegister(Store store)
{
    /// <summary>The label of the one directory that is kept by hand.</summary>
    public const string BuiltinLabel = "Built-in";

    private const int LongestName = 200;

    /// <summary>Creates an account with its lane, its settings and its builtin directory.</summary>
    /// <param name="name">What people read; 1 to 200 characters.</param>
    /// <param name="subdomain">The wish for a subdomain; unique in the installation.</param>
    /// <param name="userIdType">What identifies a user.</param>
    /// <param name="origin">Who asks.</param>
    public async Task<Outcome<AccountRow>> CreateAsync(string name, string subdomain, UserIdType userIdType, Origin origin)
    {
        if (!Subdomain.TryParse(subdomain, out var wanted))
        {
            return AccountRefusals.Subdomain(subdomain);
        }

        if (!IsName(name))
        {
            return AccountRefusals.Name;
        }

        var (id, builtin) = (new AccountId(Guid.CreateVersion7()), new DirectoryId(Guid.CreateVersion7()));
        return await store.WriteAsync<Outcome<AccountRow>>(0, 0, async (session, grant, ct) =>
        {
            if (await AccountsTable.IsTakenAsync(session, wanted, ct))
            {
                return AccountRefusals.Taken(wanted);
            }

            var row = new AccountRow
            {
                Number = await AccountsTable.NextNumberAsync(session, ct),
                Id = id,
                Subdomain = wanted.Value,
                Name = name.Trim(),
                State = AccountState.Active,
                Created = grant.Now,
                Settings = new AccountSettings { Version = 1, UserIdType = userIdType },
            };
            await InsertAsync(session, row, builtin, origin, ct);
            return row;
        });
    }

    /// <summary>The account of a number, or null.</summary>
    public ValueTask<AccountRow?> FindAsync(long number, CancellationToken ct) => store.ReadAsync((s, c) => AccountsTable.FindAsync(s, number, c), ct);

    /// <summary>The account of an id, or null.</summary>
    public ValueTask<AccountRow?> FindAsync(AccountId id, CancellationToken ct) => store.ReadAsync((s, c) => AccountsTable.FindAsync(s, id, c), ct);

    /// <summary>The account of a subdomain, or null.</summary>
    public ValueTask<AccountRow?> FindAsync(Subdomain subdomain, CancellationToken ct) => store.ReadAsync((s, c) => AccountsTable.FindAsync(s, subdomain, c), ct);

    /// <summary>The account that a person names by id or subdomain, or null.</summary>
    public async ValueTask<AccountRow?> FindByTextAsync(string text, CancellationToken ct)
    {
        if (Guid.TryParse(text, out var id) && await FindAsync(new AccountId(id), ct) is { } byId)
        {
            return byId;
        }

        return Subdomain.TryParse(text, out var subdomain) ? await FindAsync(subdomain, ct) : null;
    }

    /// <summary>Accounts with a number above the given one, in that order.</summary>
    public ValueTask<List<AccountRow>> ListAsync(long after, int limit, CancellationToken ct) =>
        store.ReadAsync((s, c) => AccountsTable.PageAsync(s, after, limit, c), ct);

    /// <summary>Changes the name that people read.</summary>
    public async Task<Outcome<AccountRow>> RenameAsync(long account, string name, Origin origin) =>
        IsName(name) ? await ChangeAsync(account, origin, (_, row, _) => Changed(row with { Name = name.Trim() }), "name") : AccountRefusals.Name;

    /// <summary>Refuses SCIM and connecting from now on.</summary>
    public Task<Outcome<AccountRow>> SuspendAsync(long account, Origin origin) =>
        ChangeAsync(account, origin, (_, row, _) => Changed(row with { State = AccountState.Suspended }), "state=suspended");

    /// <summary>Ends a suspension.</summary>
    public Task<Outcome<AccountRow>> ResumeAsync(long account, Origin origin) =>
        ChangeAsync(account, origin, (_, row, _) => Changed(row with { State = AccountState.Active }), "state=active");

    /// <summary>Changes what identifies a user (product rule 1).</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="type">The wish.</param>
    /// <param name="check">Asked for a change to email; anything it names refuses the change.</param>
    /// <param name="origin">Who asks.</param>
    public Task<Outcome<AccountRow>> SetUserIdTypeAsync(long account, UserIdType type, UserIdTypeCheck check, Origin origin) =>
        ChangeAsync(account, origin, (session, row, ct) => DecideTypeAsync(session, row, type, check, ct), "userIdType=" + type.ToString().ToLowerInvariant());

    /// <summary>Chooses what becomes of creates and reactivations while no license is free: the user waits, or the request is refused (product rule 26).</summary>
    public Task<Outcome<AccountRow>> SetWhenFullAsync(long account, bool refuses, Origin origin) => ChangeAsync(
        account,
        origin,
        (_, row, _) => ValueTask.FromResult<Outcome<AccountRow>>(row.Settings.RefuseWhenFull == refuses ? row : row with { Settings = row.Settings with { RefuseWhenFull = refuses, Version = row.Settings.Version + 1 } }),
        "whenFull=" + (refuses ? "refuse" : "wait"));

    private static async ValueTask<Outcome<AccountRow>> DecideTypeAsync(Session session, AccountRow row, UserIdType type, UserIdTypeCheck check, CancellationToken ct)
    {
        if (row.Settings.UserIdType == type)
        {
            return row;
        }

        if (type == UserIdType.Name && await DirectoriesTable.HasOpenScimAsync(session, row.Number, ct))
        {
            return AccountRefusals.ScimIsOpen;
        }

        var reasons = type == UserIdType.Email ? await check(session, row.Number, ct) : [];
        return reasons.Count > 0
            ? AccountRefusals.TypeBlocked(reasons)
            : row with { Settings = row.Settings with { UserIdType = type, Version = row.Settings.Version + 1 } };
    }

    /// <summary>Decides on the row as it is; what stays as it was is answered, and neither written nor journalled.</summary>
    private Task<Outcome<AccountRow>> ChangeAsync(
        long account, Origin origin, Func<Session, AccountRow, CancellationToken, ValueTask<Outcome<AccountRow>>> decide, string effects) =>
        store.WriteAsync<Outcome<AccountRow>>(account, 0, async (session, grant, ct) =>
        {
            if (await AccountsTable.FindAsync(session, account, ct) is not { } row)
            {
                return AccountRefusals.Missing;
            }

            var outcome = await decide(session, row, ct);
            if (outcome is Outcome<AccountRow>.Done(var after) && after != row)
            {
                await AccountsTable.UpdateAsync(session, after, ct);
                await session.RunAsync([ChangesTable.Append([Change(grant, ChangeKind.AccountChanged, origin, effects)])], ct);
            }

            return outcome;
        });

    private static async ValueTask InsertAsync(Session session, AccountRow row, DirectoryId builtin, Origin origin, CancellationToken ct)
    {
        var lane = await LaneTable.CreateAsync(session, row.Number, keys: 1, Micros.Of(row.Created), ct);
        await AccountsTable.InsertAsync(session, row, ct);
        var directory = new DirectoryRow
        {
            Account = row.Number,
            Key = new RowKey(lane.NextKey()),
            Id = builtin,
            Kind = DirectoryKind.Builtin,
            Label = BuiltinLabel,
            Idp = IdentityProvider.Generic,
            State = DirectoryState.Enabled,
            KeepsDeleted = true,
            Created = row.Created,
        };
        await session.RunAsync(
            [DirectoriesTable.Insert(directory), ChangesTable.Append([Change(lane, ChangeKind.AccountCreated, origin, "subdomain=" + row.Subdomain)])],
            ct);
    }

    private static ValueTask<Outcome<AccountRow>> Changed(AccountRow row) => ValueTask.FromResult<Outcome<AccountRow>>(row);

    private static bool IsName(string? name) => name?.Trim() is { Length: > 0 and <= LongestName } trimmed && !trimmed.Any(char.IsControl);

    private static ChangeRow Change(LaneGrant grant, ChangeKind kind, Origin origin, string effects) =>
        new() { Account = grant.Account, No = grant.NextNo(), At = grant.At, Kind = kind, Origin = origin, Effects = effects };
}
