using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace Rollcall.Core.Access;

/// <summary>
/// The keys that sign access tokens and seal secrets. They lie in a file outside the database, so that a dump of the database opens nothing.
/// The last line is the key in use; those above it are kept to read what they signed or sealed.
/// </summary>
/// <remarks>Several processes on one database share one file; each reads it again when it meets a key that it does not know.</remarks>
public sealed class KeyRing
{
    private const string Head = "# Rollcall's key ring: it signs access tokens and seals secrets. Keep it secret, back it up apart from the database, never edit it.";

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _writing = new();
    private ImmutableArray<RingKey> _keys;
    private DateTime _read;

    private KeyRing(string path, TimeProvider time) => (_path, _time) = (path, time);

    /// <summary>Opens the file; makes it with a first key where there is none, readable by its owner alone.</summary>
    /// <exception cref="IOException">It cannot be read or written, or is no key ring.</exception>
    public static KeyRing Open(string path, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var ring = new KeyRing(path, time);
        if (!File.Exists(path))
        {
            ring.Make();
        }

        ring.Read();
        return ring;
    }

    /// <summary>All keys, oldest first.</summary>
    public IReadOnlyList<RingKey> Keys => _keys;

    /// <summary>The key in use.</summary>
    public RingKey Current => _keys[^1];

    /// <summary>A key by its id; null where the ring has it not. The file is read again where it has changed.</summary>
    public RingKey? Find(ulong id)
    {
        if (Among(id) is { } known)
        {
            return known;
        }

        Refresh();
        return Among(id);
    }

    /// <summary>From when on a key signs and seals nothing new; null of the key in use.</summary>
    public DateTimeOffset? RetiredAt(RingKey key)
    {
        var keys = _keys;
        var at = keys.Length - 1;
        while (at >= 0 && keys[at].Id != key.Id)
        {
            at--;
        }

        return at >= 0 && at < keys.Length - 1 ? keys[at + 1].Created : null;
    }

    /// <summary>Reads the file again where it has changed. Where it cannot be read, what was read before holds.</summary>
    public void Refresh()
    {
        lock (_writing)
        {
            try
            {
                if (File.GetLastWriteTimeUtc(_path) != _read)
                {
                    Read();
                }
            }
            catch (IOException)
            {
                // Somebody moved it away, or is about to put another in its place.
            }
        }
    }

    /// <summary>Makes a new key the one in use. What the others signed and sealed can be read as before.</summary>
    /// <exception cref="IOException">The file cannot be written, or another process writes it.</exception>
    public RingKey Rotate() => Change(keys => [.. keys, NewKey()])[^1];

    /// <summary>Forgets a key that is not in use: the access tokens that it signed are refused, and what it sealed can be opened no more.</summary>
    /// <exception cref="IOException">The file cannot be written, or another process writes it.</exception>
    public void Drop(RingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Change(keys => key.Id == keys[^1].Id ? throw new InvalidOperationException("The key in use is not dropped.") : [.. keys.Where(k => k.Id != key.Id)]);
    }

    private ImmutableArray<RingKey> Change(Func<ImmutableArray<RingKey>, IReadOnlyList<RingKey>> change)
    {
        lock (_writing)
        {
            // Of several processes one writes; a second one is told, and asks again.
            using var turn = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            Read();
            File.Move(Write(change(_keys)), _path, overwrite: true);
            Read();
            return _keys;
        }
    }

    private RingKey? Among(ulong id)
    {
        foreach (var key in _keys)
        {
            if (key.Id == id)
            {
                return key;
            }
        }

        return null;
    }

    private RingKey NewKey() => new(
        BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), _time.GetUtcNow(), RandomNumberGenerator.GetBytes(RingKey.Length));

    /// <summary>Of several processes that start together one makes the file; the others read it.</summary>
    private void Make()
    {
        var draft = Write([NewKey()]);
        try
        {
            File.Move(draft, _path, overwrite: false);
        }
        catch (IOException) when (File.Exists(_path))
        {
            File.Delete(draft);
        }
    }

    private string Write(IEnumerable<RingKey> keys)
    {
        var draft = $"{_path}.{RandomNumberGenerator.GetHexString(8)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(draft, options);
        using var writer = new StreamWriter(file);
        writer.Write(string.Join('\n', [Head, .. keys.Select(static key => key.Line()), ""]));
        writer.Flush();
        file.Flush(flushToDisk: true);
        return draft;
    }

    private void Read()
    {
        var changed = File.GetLastWriteTimeUtc(_path);
        var keys = ImmutableArray.CreateBuilder<RingKey>();
        foreach (var line in File.ReadLines(_path).Where(static line => line.Length > 0 && line[0] != '#'))
        {
            keys.Add(Parse(line) ?? throw new IOException($"{_path} is no key ring: a line is not '<id> <time> <key>'. Put back the file that was there, or a backup of it."));
        }

        _keys = keys.Count > 0 ? keys.ToImmutable() : throw new IOException($"{_path} holds no key. Put back the file that was there, or a backup of it.");
        _read = changed;
    }

    private static RingKey? Parse(string line)
    {
        var secret = new byte[RingKey.Length];
        return line.Split(' ') is [var id, var created, var key]
            && ulong.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            && DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && Convert.TryFromBase64String(key, secret, out var length) && length == RingKey.Length
            ? new RingKey(number, at, secret)
            : null;
    }
}
