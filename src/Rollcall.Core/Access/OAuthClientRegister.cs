using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The OAuth clients of directories and their secrets: created, listed, exchanged, removed.</summary>
public sealed class OAuthClientRegister(Store store)
{
    /// <summary>How many OAuth clients a directory may have.</summary>
    public const int MostClients = 10;

    /// <summary>Creates a client with its first secret, which is in the answer and nowhere else.</summary>
    public async Task<Outcome<IssuedOAuthClient>> CreateAsync(NewOAuthClient wish, Origin origin)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (Check(wish) is { } malformed)
        {
            return malformed;
        }

        var client = new OAuthClientId(Guid.CreateVersion7());
        var (id, secret) = NewSecret();
        return await store.WriteAsync<Outcome<IssuedOAuthClient>>(wish.Account, 0, async (session, grant, ct) =>
        {
            if (await DirectoryRegister.FindAsync(session, wish.Account, wish.Directory, ct) is not { Kind: DirectoryKind.Scim })
            {
                return AccessRefusals.NoDirectory;
            }

            if ((await OAuthClientsTable.OfDirectoryAsync(session, wish.Account, wish.Directory, ct)).Count >= MostClients)
            {
                return AccessRefusals.TooManyClients;
            }

            var row = new OAuthClient
            {
                Id = client,
                Account = wish.Account,
                Directory = wish.Directory,
                Label = wish.Label.Trim(),
                TokenMinutes = wish.TokenMinutes,
                Created = grant.Now,
            };
            await OAuthClientsTable.InsertAsync(session, row, ct);
            return new IssuedOAuthClient(row, wish.HasSecret ? await IssueAsync(session, grant, row, 1, wish.Days, (id, secret), origin, ct) : null);
        });
    }

    /// <summary>Adds a second secret, so that it can replace the first without an outage.</summary>
    public async Task<Outcome<IssuedOAuthClient>> AddSecretAsync(long account, OAuthClientId client, int days, Origin origin)
    {
        if (days is < 1 or > NewCredential.LongestDays)
        {
            return AccessRefusals.Days;
        }

        var made = NewSecret();
        return await store.WriteAsync<Outcome<IssuedOAuthClient>>(account, 0, async (session, grant, ct) =>
        {
            if (await FindAsync(session, account, client, ct) is not { } row)
            {
                return AccessRefusals.NoClient;
            }

            var live = (await SecretsAsync(session, row, ct)).Where(s => s.StateAt(grant.Now) == CredentialState.Live).ToList();
            if (live.Count >= OAuthClient.LiveSecrets)
            {
                return AccessRefusals.TooManySecrets(live);
            }

            var slot = live.Any(static s => s.Slot == 1) ? 2 : 1;
            return new IssuedOAuthClient(row, await IssueAsync(session, grant, row, slot, days, made, origin, ct));
        });
    }

    /// <summary>Removes a client: its secrets are revoked, and its access tokens are refused from the next request on. Removing it again changes nothing.</summary>
    public Task<Outcome<OAuthClient>> RemoveAsync(long account, OAuthClientId client, Origin origin) =>
        store.WriteAsync<Outcome<OAuthClient>>(account, 0, async (session, grant, ct) =>
        {
            if (await FindAsync(session, account, client, ct) is not { } row)
            {
                return AccessRefusals.NoClient;
            }

            foreach (var secret in (await ProofsAsync(session, row, ct)).Where(static s => s.Revoked is null))
            {
                await CredentialsTable.RevokeAsync(session, secret, grant.Now, ct);
            }

            await OAuthClientsTable.RemoveAsync(session, row, grant.Now, ct);
            await session.RunAsync([ChangesTable.Append([new ChangeRow
            {
                Account = account,
                No = grant.NextNo(),
                At = grant.At,
                Kind = ChangeKind.CredentialRevoked,
                Origin = origin with { Directory = row.Directory.Value },
                Effects = $"kind=oauthclient;client={row.Id}",
            }])], ct);
            return row with { Removed = grant.Now };
        });

    /// <summary>The clients of a directory, oldest first, each with its secrets, those no longer accepted too.</summary>
    public ValueTask<List<OAuthClientFacts>> OfDirectoryAsync(long account, RowKey directory, CancellationToken ct) =>
        store.SnapshotAsync(async (session, c) =>
        {
            var clients = await OAuthClientsTable.OfDirectoryAsync(session, account, directory, c);
            var secrets = await CredentialsTable.OfOwnerAsync(session, account, CredentialKind.ClientSecret, directory, c);
            var standing = await CredentialsTable.OfOwnerAsync(session, account, CredentialKind.ClientTrust, directory, c);
            var facts = new List<OAuthClientFacts>(clients.Count);
            foreach (var client in clients)
            {
                var trusts = await OAuthTrustsTable.OfClientAsync(session, account, client.Id, c);
                facts.Add(new OAuthClientFacts(
                    client,
                    [.. secrets.Where(s => s.Family == client.Id.Value)],
                    [.. standing.Where(s => s.Family == client.Id.Value).Join(trusts, static s => s.Id, static t => t.Id, static (s, t) => t with { Standing = s })]));
            }

            return facts;
        }, ct);

    private static Refusal? Check(NewOAuthClient wish)
    {
        if (wish.Days is < 1 or > NewCredential.LongestDays)
        {
            return AccessRefusals.Days;
        }

        if (wish.TokenMinutes is < OAuthClient.DefaultTokenMinutes or > OAuthClient.LongestTokenMinutes)
        {
            return AccessRefusals.TokenMinutes;
        }

        return wish.Label.Trim().Length > 0 && wish.Label.Length <= NewCredential.LongestLabel && !wish.Label.Any(char.IsControl) ? null : AccessRefusals.Label;
    }

    private static (CredentialId Id, Secret Secret) NewSecret() => (new CredentialId(Guid.CreateVersion7()), TokenText.Create(CredentialKind.ClientSecret));

    internal static async ValueTask<OAuthClient?> FindAsync(Session session, long account, OAuthClientId id, CancellationToken ct) =>
        await OAuthClientsTable.FindAsync(session, id, ct) is { Removed: null } row && row.Account == account ? row : null;

    /// <summary>Its secrets and trusts.</summary>
    private static async ValueTask<IEnumerable<Credential>> ProofsAsync(Session session, OAuthClient client, CancellationToken ct)
    {
        var trusts = await CredentialsTable.OfOwnerAsync(session, client.Account, CredentialKind.ClientTrust, client.Directory, ct);
        return [.. await SecretsAsync(session, client, ct), .. trusts.Where(t => t.Family == client.Id.Value)];
    }

    private static async ValueTask<List<Credential>> SecretsAsync(Session session, OAuthClient client, CancellationToken ct)
    {
        var all = await CredentialsTable.OfOwnerAsync(session, client.Account, CredentialKind.ClientSecret, client.Directory, ct);
        return [.. all.Where(s => s.Family == client.Id.Value)];
    }

    private static async ValueTask<IssuedCredential> IssueAsync(
        Session session, LaneGrant grant, OAuthClient client, int slot, int days, (CredentialId Id, Secret Secret) made, Origin origin, CancellationToken ct)
    {
        var wish = new NewCredential
        {
            Kind = CredentialKind.ClientSecret,
            Account = client.Account,
            Owner = client.Directory,
            Family = client.Id.Value,
            Slot = slot,
            Label = client.Label,
            Days = days,
        };
        return new IssuedCredential(await CredentialRegister.IssueAsync(session, grant, wish, made.Id, made.Secret, origin, ct), made.Secret);
    }
}
