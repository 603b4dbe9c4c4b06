using System.Collections.Concurrent;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Access;

/// <summary>Collects when credentials were last used, and writes it at most once a minute each, after the answer (product rule 3).</summary>
public sealed class LastUse(Store store)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<CredentialId, DateTimeOffset> _written = new();
    private readonly ConcurrentDictionary<CredentialId, (long Account, DateTimeOffset At)> _due = new();

    /// <summary>Notes a use; costs no database.</summary>
    public void Note(Credential credential, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var last = _written.TryGetValue(credential.Id, out var written) ? written : credential.LastUsed ?? DateTimeOffset.MinValue;
        if (at - last >= Pause)
        {
            _due.TryAdd(credential.Id, (credential.Account, at));
        }
    }

    /// <summary>Writes what is due. A worker calls it each second or so, and once at the end.</summary>
    public async Task FlushAsync()
    {
        foreach (var (id, (account, at)) in _due)
        {
            await store.WriteAsync(account, 0, async (session, _, ct) =>
            {
                await CredentialsTable.UsedAsync(session, account, id, at, ct);
                return true;
            }, settings: false);
            _written[id] = at;
            _due.TryRemove(id, out _);
        }
    }
}
