using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>Tokens and keys: created, found by what was presented, listed, revoked.</summary>
public sealed class CredentialRegister(Store store)
{
    /// <summary>How many live tokens a directory may have: one in use and one to rotate to (product rule 3).</summary>
    public const int LiveTokens = 2;

    /// <summary>How many live keys may come of one by exchanging it: the old and the new.</summary>
    public const int LiveKeys = 2;

    /// <summary>Creates a token or key. The secret is in the answer and nowhere else.</summary>
    public async Task<Outcome<IssuedCredential>> CreateAsync(NewCredential wish, Origin origin)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (Check(wish) is { } malformed)
        {
            return malformed;
        }

        var secret = TokenText.Create(wish.Kind);
        var id = new CredentialId(Guid.CreateVersion7());
        return await store.WriteAsync<Outcome<IssuedCredential>>(wish.Account, 0, async (session, grant, ct) =>
        {
            if (await RefuseAsync(session, wish, grant.Now, ct) is { } refusal)
            {
                return refusal;
            }

            return new IssuedCredential(await IssueAsync(session, grant, wish, id, secret, origin, ct), secret);
        });
    }

    /// <summary>Where no operator's key was ever made, makes the first one; null where there is one already, live or not.</summary>
    /// <remarks>Decided in lane 0, so that of several processes that start together one makes it.</remarks>
    public Task<IssuedCredential?> CreateFirstOperatorAsync(Origin origin)
    {
        var wish = new NewCredential { Kind = CredentialKind.Operator, Account = 0, Label = "first operator" };
        var secret = TokenText.Create(wish.Kind);
        var id = new CredentialId(Guid.CreateVersion7());
        return store.WriteAsync(0, 0, async (session, grant, ct) => await CredentialsTable.HasOperatorAsync(session, ct)
            ? null
            : new IssuedCredential(await IssueAsync(session, grant, wish, id, secret, origin, ct), secret));
    }

    /// <summary>Makes a second key like one that lives: of its kind, label, patterns and lifetime. Both are accepted until one is revoked.</summary>
    /// <param name="account">The account's number; 0 for an operator.</param>
    /// <param name="old">The key that is exchanged.</param>
    /// <param name="days">The lifetime in days; null: as long as the old one was given.</param>
    /// <param name="origin">Who asks.</param>
    public async Task<Outcome<IssuedCredential>> RotateAsync(long account, Credential old, int? days, Origin origin)
    {
        ArgumentNullException.ThrowIfNull(old);
        if (days is < 1 or > NewCredential.LongestDays)
        {
            return AccessRefusals.Days;
        }

        var secret = TokenText.Create(old.Kind);
        var id = new CredentialId(Guid.CreateVersion7());
        return await store.WriteAsync<Outcome<IssuedCredential>>(account, 0, async (session, grant, ct) =>
        {
            if (await CredentialsTable.FindAsync(session, account, old.Id, ct) is not { } row || row.StateAt(grant.Now) != CredentialState.Live)
            {
                return AccessRefusals.NotLive;
            }

            var family = row.Family ?? row.Id.Value;
            var live = (await CredentialsTable.OfAccountAsync(session, account, ct))
                .Where(key => (key.Id == row.Id || key.Family == family || key.Id.Value == family) && key.StateAt(grant.Now) == CredentialState.Live).ToList();
            if (live.Count >= LiveKeys)
            {
                return AccessRefusals.TooManyKeys(live);
            }

            var wish = new NewCredential
            {
                Kind = row.Kind, Account = account, Owner = row.Owner, Family = family, Slot = row.Slot == 2 ? 1 : 2, Label = row.Label, Routes = row.Routes,
                Days = days ?? (row.Expires is { } end ? Math.Max(1, (int)Math.Round((end - row.Created).TotalDays)) : NewCredential.DefaultDays),
            };
            return new IssuedCredential(await IssueAsync(session, grant, wish, id, secret, origin, ct), secret);
        });
    }

    /// <summary>Accepts it no more from the next request on. Revoking again changes nothing.</summary>
    public Task<Outcome<Credential>> RevokeAsync(long account, CredentialId id, Origin origin) =>
        store.WriteAsync<Outcome<Credential>>(account, 0, async (session, grant, ct) =>
        {
            if (await CredentialsTable.FindAsync(session, account, id, ct) is not { } row)
            {
                return AccessRefusals.Missing;
            }

            if (row.Revoked is not null)
            {
                return row;
            }

            await CredentialsTable.RevokeAsync(session, row, grant.Now, ct);
            await session.RunAsync([Journalled(grant, row, ChangeKind.CredentialRevoked, origin)], ct);
            return row with { Revoked = grant.Now };
        });

    /// <summary>Marks it as exposed: others may have read it. It is accepted as before, until somebody revokes it; marking again changes nothing.</summary>
    public Task<Outcome<Credential>> ExposeAsync(long account, CredentialId id, Origin origin) =>
        store.WriteAsync<Outcome<Credential>>(account, 0, async (session, grant, ct) =>
        {
            if (await CredentialsTable.FindAsync(session, account, id, ct) is not { } row)
            {
                return AccessRefusals.Missing;
            }

            if (row.Exposed is not null)
            {
                return row;
            }

            await CredentialsTable.ExposeAsync(session, row, grant.Now, ct);
            await session.RunAsync([Journalled(grant, row, ChangeKind.CredentialExposed, origin)], ct);
            return row with { Exposed = grant.Now };
        });

    /// <summary>The credential that a presented text is, whatever its state; null where it is none of ours. One read by digest.</summary>
    public ValueTask<Credential?> FindAsync(string presented, CancellationToken ct) =>
        TokenText.IsWellFormed(presented) ? FindAsync(new Secret(presented), ct) : ValueTask.FromResult<Credential?>(null);

    /// <summary>The tokens of a directory, oldest first, those no longer accepted too.</summary>
    public ValueTask<List<Credential>> OfDirectoryAsync(long account, RowKey directory, CancellationToken ct) =>
        store.ReadAsync((s, c) => CredentialsTable.OfOwnerAsync(s, account, CredentialKind.Directory, directory, c), ct);

    /// <summary>All tokens and keys of an account, oldest first; of account 0 the operators' keys.</summary>
    public ValueTask<List<Credential>> OfAccountAsync(long account, CancellationToken ct) =>
        store.ReadAsync((s, c) => CredentialsTable.OfAccountAsync(s, account, c), ct);

    private ValueTask<Credential?> FindAsync(Secret secret, CancellationToken ct) => store.ReadAsync((s, c) => CredentialsTable.FindAsync(s, secret.Digest(), c), ct);

    private static Refusal? Check(NewCredential wish)
    {
        if ((wish.Kind == CredentialKind.Operator) != (wish.Account == 0))
        {
            throw new ArgumentException("An operator's key belongs to account 0, every other to its account.", nameof(wish));
        }

        if (wish.Days is null or < 1 or > NewCredential.LongestDays)
        {
            return AccessRefusals.Days;
        }

        var labelled = wish.Kind == CredentialKind.Directory || wish.Label.Trim().Length > 0;
        return labelled && wish.Label.Length <= NewCredential.LongestLabel && !wish.Label.Any(char.IsControl) ? null : AccessRefusals.Label;
    }

    private static async ValueTask<Refusal?> RefuseAsync(Session session, NewCredential wish, DateTimeOffset now, CancellationToken ct)
    {
        if (wish.Kind != CredentialKind.Directory)
        {
            return null;
        }

        if (await DirectoryRegister.FindAsync(session, wish.Account, wish.Owner, ct) is not { Kind: DirectoryKind.Scim })
        {
            return AccessRefusals.NoDirectory;
        }

        var tokens = await CredentialsTable.OfOwnerAsync(session, wish.Account, wish.Kind, wish.Owner, ct);
        var live = tokens.Where(t => t.StateAt(now) == CredentialState.Live).ToList();
        return live.Count < LiveTokens ? null : AccessRefusals.TooMany(live);
    }

    internal static async ValueTask<Credential> IssueAsync(
        Session session, LaneGrant grant, NewCredential wish, CredentialId id, Secret secret, Origin origin, CancellationToken ct)
    {
        var row = new Credential
        {
            Id = id,
            Kind = wish.Kind,
            Account = wish.Account,
            Owner = wish.Owner,
            Family = wish.Family,
            Slot = wish.Slot,
            Prefix = TokenText.PrefixOf(secret),
            Label = wish.Label.Trim(),
            Routes = wish.Routes,
            Created = grant.Now,
            Expires = wish.Days is { } days ? grant.Now.AddDays(days) : null,
        };
        await CredentialsTable.InsertAsync(session, secret.Digest(), row, ct);
        await session.RunAsync([Journalled(grant, row, ChangeKind.CredentialCreated, origin)], ct);
        return row;
    }

    private static Step Journalled(LaneGrant grant, Credential row, ChangeKind kind, Origin origin) => ChangesTable.Append([new ChangeRow
    {
        Account = row.Account,
        No = grant.NextNo(),
        At = grant.At,
        Kind = kind,
        Origin = row.Owner.Value != 0 ? origin with { Directory = row.Owner.Value } : origin,
        Effects = $"kind={row.Kind.ToString().ToLowerInvariant()};prefix={row.Prefix}",
    }]);
}
