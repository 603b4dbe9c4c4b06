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
