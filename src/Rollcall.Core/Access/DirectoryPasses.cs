using System.Buffers.Binary;
using System.Collections.Concurrent;
using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Access;

/// <summary>
/// Finds what a presented directory token or access token opens, mostly in memory. Memory is forgotten with every change of settings by this process;
/// where others write too, it lasts a second, and the request's own first statement checks it (<see cref="PremiseOf"/>): revoking works from the next request on,
/// that of a client's secret for all access tokens that were given for it.
/// </summary>
public sealed class DirectoryPasses(Store store, AccessTokens accessTokens, TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<UInt128, Kept> _kept = new();

    /// <summary>What the text opens, from memory where that may be right; null where it is no directory's token.</summary>
    public ValueTask<DirectoryPass?> FindAsync(string presented, CancellationToken ct)
    {
        if (Read(presented) is not { } sought)
        {
            return ValueTask.FromResult<DirectoryPass?>(null);
        }

        return _kept.TryGetValue(sought.Key, out var kept) && IsGood(kept) ? ValueTask.FromResult<DirectoryPass?>(sought.Bound(kept.Pass)) : ReadAsync(sought, ct);
    }

    /// <summary>What the text opens now; read, not remembered.</summary>
    public ValueTask<DirectoryPass?> FindFreshAsync(string presented, CancellationToken ct) =>
        Read(presented) is { } sought ? ReadAsync(sought, ct) : ValueTask.FromResult<DirectoryPass?>(null);

    /// <summary>What a request that a pass let in has still to check; null where memory cannot be wrong.</summary>
    /// <param name="presented">The token.</param>
    /// <param name="pass">What it was taken for.</param>
    /// <param name="refuse">Why what is there now does not let the request in, as <see cref="PremiseLostException.Found"/> will tell it; null where it does.</param>
    public Premise? PremiseOf(string presented, DirectoryPass pass, Func<DirectoryPass?, object?> refuse) => store.IsAlone || !pass.IsRemembered
        ? null
        : new Premise(pass.Token.Account, pass.Settings, async (session, ct) =>
        {
            if (refuse(Read(presented) is { } sought ? await ReadAsync(session, sought, ct) : null) is { } reason)
            {
                throw new PremiseLostException(reason);
            }
        });

    private bool IsGood(Kept kept) => kept.Changes == store.SettingsChanges && (store.IsAlone || time.GetElapsedTime(kept.At) < Life);

    private Sought? Read(string presented)
    {
        if (TokenText.IsWellFormed(presented))
        {
            return new Sought.Token(new Secret(presented).Digest());
        }

        return accessTokens.Read(presented) is { } grant ? new Sought.Granted(grant) : null;
    }

    private async ValueTask<DirectoryPass?> ReadAsync(Sought sought, CancellationToken ct)
    {
        // Both are taken before the read: a change in between makes what is kept too old, never too new.
        var (changes, at) = (store.SettingsChanges, time.GetTimestamp());
        var pass = await store.ReadAsync((s, c) => ReadAsync(s, sought, c), ct);
        if (pass is not null)
        {
            if (_kept.Count >= MostRemembered)
            {
                _kept.Clear();
            }

            // What was not found is not kept: strangers could fill the room with it.
            _kept[sought.Key] = new Kept(pass with { IsRemembered = true }, changes, at);
        }

        return pass;
    }

    private static async ValueTask<DirectoryPass?> ReadAsync(Session session, Sought sought, CancellationToken ct) =>
        await sought.FindAsync(session, ct) is var (token, settings) && sought.Fits(token.Kind)
        && await DirectoriesTable.FindStandingAsync(session, token.Account, token.Owner, ct) is { } standing
            ? sought.Bound(new DirectoryPass(token, standing, settings, IsRemembered: false))
            : null;

    private sealed record Kept(DirectoryPass Pass, long Changes, long At);

    /// <summary>What was presented, and so what to look for.</summary>
    private abstract record Sought
    {
        private Sought() { }

        /// <summary>By what it is remembered.</summary>
        public abstract UInt128 Key { get; }

        public abstract bool Fits(CredentialKind kind);

        public abstract ValueTask<Tuple<Credential, long>?> FindAsync(Session session, CancellationToken ct);

        public abstract DirectoryPass Bound(DirectoryPass pass);

        /// <summary>A directory's token, by its digest.</summary>
        public sealed record Token(byte[] Digest) : Sought
        {
            /// <summary>Half of a SHA-256 digest is more than enough to tell tokens of 256 random bits apart.</summary>
            public override UInt128 Key => BinaryPrimitives.ReadUInt128BigEndian(Digest);

            public override bool Fits(CredentialKind kind) => kind == CredentialKind.Directory;

            public override ValueTask<Tuple<Credential, long>?> FindAsync(Session session, CancellationToken ct) => CredentialsTable.FindWithSettingsAsync(session, Digest, ct);

            public override DirectoryPass Bound(DirectoryPass pass) => pass;
        }

        /// <summary>An access token whose signature is good.</summary>
        public sealed record Granted(AccessGrant Grant) : Sought
        {
            /// <summary>All access tokens of a secret are remembered as one; each has its own end.</summary>
            public override UInt128 Key
            {
                get
                {
                    Span<byte> bytes = stackalloc byte[16];
                    Grant.Credential.Value.TryWriteBytes(bytes, bigEndian: true, out _);
                    return BinaryPrimitives.ReadUInt128BigEndian(bytes);
                }
            }

            public override bool Fits(CredentialKind kind) => Authority.IsOfClient(kind);

            public override ValueTask<Tuple<Credential, long>?> FindAsync(Session session, CancellationToken ct) =>
                CredentialsTable.FindWithSettingsAsync(session, Grant.Account, Grant.Credential, ct);

            public override DirectoryPass Bound(DirectoryPass pass) => pass with { Until = Grant.Expires };
        }
    }
}
