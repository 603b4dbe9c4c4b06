using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>The trusts of OAuth clients: made here, listed with their client, revoked as any credential.</summary>
public sealed class OAuthTrustRegister(Store store)
{
    /// <summary>Lets a client show assertions of an issuer from now on.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="client">The client.</param>
    /// <param name="wish">The trust; its id is given here.</param>
    /// <param name="days">For how many days, 1 to 1095; null for ever.</param>
    /// <param name="origin">Who asks.</param>
    public async Task<Outcome<OAuthTrust>> CreateAsync(long account, OAuthClientId client, OAuthTrust wish, int? days, Origin origin)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (days is < 1 or > NewCredential.LongestDays)
        {
            return AccessRefusals.Days;
        }

        if (new[] { wish.Issuer, wish.Audience, wish.Subject, wish.JwksUri ?? "-" }.Any(static text => !IsGood(text)))
        {
            return AccessRefusals.TrustText;
        }

        var id = new CredentialId(Guid.CreateVersion7());
        // Nobody ever learns this text: a trust has a readable name and no secret.
        var nobodys = TokenText.Create(CredentialKind.ClientTrust);
        return await store.WriteAsync<Outcome<OAuthTrust>>(account, 0, async (session, grant, ct) =>
        {
            if (await OAuthClientRegister.FindAsync(session, account, client, ct) is not { } owner)
            {
                return AccessRefusals.NoClient;
            }

            var standing = await CredentialsTable.OfOwnerAsync(session, account, CredentialKind.ClientTrust, owner.Directory, ct);
            var live = standing.Where(t => t.Family == client.Value && t.StateAt(grant.Now) == CredentialState.Live).ToList();
            if (live.Count >= OAuthTrust.Most)
            {
                return AccessRefusals.TooManyTrusts(live);
            }

            var row = new NewCredential
            {
                Kind = CredentialKind.ClientTrust,
                Account = account,
                Owner = owner.Directory,
                Family = client.Value,
                Slot = live.Any(static t => t.Slot == 1) ? 2 : 1,
                Label = owner.Label,
                Days = days,
            };
            var made = wish with { Id = id, Standing = await CredentialRegister.IssueAsync(session, grant, row, id, nobodys, origin, ct) };
            await OAuthTrustsTable.InsertAsync(session, owner, made, ct);
            return made;
        });
    }

    private static bool IsGood(string text) => text.Length is > 0 and <= OAuthTrust.LongestText && !text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c));
}
