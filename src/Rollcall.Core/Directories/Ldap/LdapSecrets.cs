using Rollcall.Core.Access;
using Rollcall.Core.Directories.Ldap.Tables;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>The sealed passwords of LDAP directories, for the key ring's rotation.</summary>
public sealed class LdapSecrets(Store store, SecretSeal seal, KeyRing ring) : ISealedSecrets
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<ulong, long>> CountAsync(CancellationToken ct) =>
        (await store.ReadAsync(LdapSettingsTable.SealedAsync, ct)).GroupBy(static s => SecretSeal.KeyOf(s.Secret)).ToDictionary(static g => g.Key, static g => g.LongCount());

    /// <inheritdoc/>
    public async ValueTask<int> RenewAsync(int most, CancellationToken ct)
    {
        var renewed = 0;
        foreach (var seen in (await store.ReadAsync(LdapSettingsTable.SealedAsync, ct)).Where(s => SecretSeal.KeyOf(s.Secret) != ring.Current.Id).Take(most))
        {
            renewed += await RenewAsync(seen) ? 1 : 0;
        }

        return renewed;
    }

    private Task<bool> RenewAsync(LdapSettings seen) => store.WriteAsync(
        seen.Account,
        0,
        async (session, _, ct) =>
        {
            if (await LdapSettingsTable.FindAsync(session, seen.Account, seen.Directory, ct) is not { Secret: { } secret } row || seal.Renew(secret, row.SecretPlace) is not { } renewed)
            {
                return false;
            }

            await session.RunAsync([LdapSettingsTable.Save(row with { Secret = renewed })], ct);
            return true;
        },
        journalRows: 0,
        settings: false);
}
