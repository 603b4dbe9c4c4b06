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

    private const int ManyOpen = 10_000;

    private readonly byte[] _life = RandomNumberGenerator.GetBytes(8);
    private readonly ConcurrentDictionary<Guid, Note> _open = new();
    private readonly ConcurrentDictionary<Guid, Note> _told = new();

    /// <summary>What is stored with a record that this process makes.</summary>
    public byte[] Mark(byte[] digest) => [.. digest, .. _life];

    /// <summary>A create begins, under an id that nobody has yet.</summary>
    /// <param name="id">The SCIM id.</param>
    /// <param name="isGone">Whether who asked has hung up; called until <see cref="Delivered"/> or <see cref="Lost"/> is. While he waits, his twin is a conflict.</param>
    public void Begin(Guid id, Func<bool> isGone) => Keep(_open, id, isGone);

    /// <summary>Its answer found nobody to hear it.</summary>
    public void Lost(Guid id) => Keep(_open, id, static () => true);

    /// <summary>A create was refused: nothing was born.</summary>
    public void Cancel(Guid id) => _open.TryRemove(id, out _);

    /// <summary>Its answer went out over a connection that stood.</summary>
    public void Delivered(Guid id)
    {
        if (!_open.TryRemove(id, out _))
        {
            Keep(_told, id, static () => false);
        }
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
        return isSame && time.GetUtcNow() - Micros.ToTime(created) <= Window && (isOurs ? _open.TryGetValue(id, out var note) && note.IsGone() : !_told.ContainsKey(id));
    }

    private void Keep(ConcurrentDictionary<Guid, Note> notes, Guid id, Func<bool> isGone)
    {
        var now = time.GetUtcNow();
        notes[id] = new Note(now, isGone);
        if (notes.Count <= ManyOpen)
        {
            return;
        }

        foreach (var (old, note) in notes)
        {
            if (now - note.At > Window)
            {
                notes.TryRemove(old, out _);
            }
        }
    }

    private sealed record Note(DateTimeOffset At, Func<bool> IsGone);
}
