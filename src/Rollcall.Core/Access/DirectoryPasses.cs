using System.Buffers.Binary;
using System.Collections.Concurrent;
using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>
/// Finds what a presented directory token opens, mostly in memory. Memory is forgotten with every change of settings by this process;
/// where others write too, it lasts a second, and the request's own first statement checks it (<see cref="PremiseOf"/>): revoking works from the next request on.
/// </summary>
public sealed class DirectoryPasses(Store store, TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<UInt128, Kept> _kept = new();

    /// <summary>What the text opens, from memory where that may be right; null where it is no directory's token.</summary>
    public ValueTask<DirectoryPass?> FindAsync(string presented, CancellationToken ct)
    {
        if (!TokenText.IsWellFormed(presented))
        {
            return ValueTask.FromResult<DirectoryPass?>(null);
        }

        var digest = new Secret(presented).Digest();
        return _kept.TryGetValue(KeyOf(digest), out var kept) && IsGood(kept) ? ValueTask.FromResult<DirectoryPass?>(kept.Pass) : ReadAsync(digest, ct);
    }

    /// <summary>What the text opens now; read, not remembered.</summary>
    public ValueTask<DirectoryPass?> FindFreshAsync(string presented, CancellationToken ct) =>
        TokenText.IsWellFormed(presented) ? ReadAsync(new Secret(presented).Digest(), ct) : ValueTask.FromResult<DirectoryPass?>(null);

    /// <summary>What a request that a pass let in has still to check; null where memory cannot be wrong.</summary>
    /// <param name="presented">The token.</param>
    /// <param name="pass">What it was taken for.</param>
    /// <param name="refuse">Why what is there now does not let the request in, as <see cref="PremiseLostException.Found"/> will tell it; null where it does.</param>
    public Premise? PremiseOf(string presented, DirectoryPass pass, Func<DirectoryPass?, object?> refuse) => store.IsAlone || !pass.IsRemembered
        ? null
        : new Premise(pass.Token.Account, pass.Settings, async (session, ct) =>
        {
            if (refuse(await ReadAsync(session, new Secret(presented).Digest(), ct)) is { } reason)
            {
                throw new PremiseLostException(reason);
            }
        });

    private bool IsGood(Kept kept) => kept.Changes == store.SettingsChanges && (store.IsAlone || time.GetElapsedTime(kept.At) < Life);

    private async ValueTask<DirectoryPass?> ReadAsync(byte[] digest, CancellationToken ct)
    {
        // Both are taken before the read: a change in between makes what is kept too old, never too new.
        var (changes, at) = (store.SettingsChanges, time.GetTimestamp());
        var pass = await store.ReadAsync((s, c) => ReadAsync(s, digest, c), ct);
        if (pass is not null)
        {
            if (_kept.Count >= MostRemembered)
            {
                _kept.Clear();
            }

            // What was not found is not kept: strangers could fill the room with it.
            _kept[KeyOf(digest)] = new Kept(pass with { IsRemembered = true }, changes, at);
        }

        return pass;
    }

    private static async ValueTask<DirectoryPass?> ReadAsync(Session session, byte[] digest, CancellationToken ct) =>
        await CredentialsTable.FindWithSettingsAsync(session, digest, ct) is var (token, settings) && token.Kind == CredentialKind.Directory
        && await DirectoriesTable.FindStandingAsync(session, token.Account, token.Owner, ct) is { } standing
            ? new DirectoryPass(token, standing, settings, IsRemembered: false)
            : null;

    /// <summary>Half of a SHA-256 digest is more than enough to tell tokens of 256 random bits apart.</summary>
    private static UInt128 KeyOf(byte[] digest) => BinaryPrimitives.ReadUInt128BigEndian(digest);

    private sealed record Kept(DirectoryPass Pass, long Changes, long At);
}
