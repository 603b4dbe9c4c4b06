using System.Collections.Concurrent;
using System.Security.Cryptography;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Directories.Scim;

/// <summary>
/// Which creates may have been answered into the void: a request that repeats one of them within ten minutes gets the answer again instead of a conflict (product rule 7).
/// </summary>
/// <remarks>
/// A record bears the digest of the request that made it and a mark of the process that answered. This process knows whether its own answers went out; of another's, an earlier
/// life's or that of one beside it, nobody knows, and who sends the very same bytes again within minutes has not heard.
/// </remarks>
public sealed class Births(TimeProvider time)
{
    /// <summary>How long a create may be repeated.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const int ManyNotes = 10_000;

    private readonly byte[] _life = RandomNumberGenerator.GetBytes(8);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _lost = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _told = new();

    /// <summary>What is stored with a record that this process makes.</summary>
    public byte[] Mark(byte[] digest) => [.. digest, .. _life];

    /// <summary>The answer to a create did not go out: the connection was gone, or the outcome unknown.</summary>
    public void Lost(Guid id) => Note(_lost, id);

    /// <summary>The answer to a repeated create went out, so it is not given again.</summary>
    public void Told(Guid id)
    {
        _lost.TryRemove(id, out _);
        Note(_told, id);
    }

    /// <summary>Whether a request is the one that made a record, whose answer may be lost.</summary>
    /// <param name="id">The record's SCIM id.</param>
    /// <param name="created">When it was made, in microseconds UTC.</param>
    /// <param name="born">What is stored with it.</param>
    /// <param name="digest">The digest of the request.</param>
    internal bool IsRepeated(Guid id, long created, byte[] born, byte[] digest)
    {
        var isSame = born.Length == digest.Length + _life.Length && born.AsSpan(0, digest.Length).SequenceEqual(digest);
        var isOurs = isSame && born.AsSpan(digest.Length).SequenceEqual(_life);
        return isSame && time.GetUtcNow() - Micros.ToTime(created) <= Window && (isOurs ? _lost.ContainsKey(id) : !_told.ContainsKey(id));
    }

    private void Note(ConcurrentDictionary<Guid, DateTimeOffset> notes, Guid id)
    {
        var now = time.GetUtcNow();
        notes[id] = now;
        if (notes.Count <= ManyNotes)
        {
            return;
        }

        foreach (var (old, at) in notes)
        {
            if (now - at > Window)
            {
                notes.TryRemove(old, out _);
            }
        }
    }
}
