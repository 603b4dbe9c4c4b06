using System.Collections.Concurrent;
using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>The catalogs of accounts, made once a version of their settings and remembered within a bound. An account without custom schemas costs nothing.</summary>
public sealed class AccountCatalogs(Store store)
{
    private const int MostRemembered = 1000;
    private readonly ConcurrentDictionary<long, AccountCatalog> _kept = new();

    /// <summary>The catalog of an account as it was when the account was read, or a later one.</summary>
    public async ValueTask<AccountCatalog> FindAsync(AccountRow account, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.Settings.CatalogNo == 0)
        {
            return AccountCatalog.Standard;
        }

        return _kept.TryGetValue(account.Number, out var kept) && kept.Version >= account.Settings.Version ? kept : await ReadAsync(account.Number, ct);
    }

    /// <summary>What a write was made ready for: the catalog. Where that has changed since, <paramref name="lost"/> is told and nothing is written, so that no record misses a row of an index.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="catalog">The catalog that the write was made by.</param>
    /// <param name="lost">What <see cref="PremiseLostException.Found"/> will tell.</param>
    public static Func<Session, CancellationToken, ValueTask> Unchanged(long account, AccountCatalog catalog, object lost) => async (session, ct) =>
    {
        if (await AccountsTable.FindAsync(session, account, ct) is not { } now || now.Settings.CatalogNo != catalog.Number)
        {
            throw new PremiseLostException(lost);
        }
    };

    private async ValueTask<AccountCatalog> ReadAsync(long account, CancellationToken ct)
    {
        var rows = await store.SnapshotAsync((s, c) => CatalogRows.ReadAsync(s, account, c), ct);
        if (rows is null)
        {
            return AccountCatalog.Standard;
        }

        if (_kept.Count >= MostRemembered)
        {
            _kept.Clear();
        }

        var read = rows.Build();
        return _kept.AddOrUpdate(account, read, (_, before) => before.Version > read.Version ? before : read);
    }
}
