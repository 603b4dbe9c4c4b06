using System.Formats.Asn1;

namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>Cuts a stream into messages. A message is at most 16 MiB; its length must be in the definite form (RFC 4511, section 5.1).</summary>
internal sealed class LdapFrames(Stream stream) : IAsyncDisposable
{
    private const int LargestMessage = 16 * 1024 * 1024;
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public Stream Stream => stream;

    /// <summary>Whether bytes have arrived that belong to no message read so far.</summary>
    public bool HasMore => _end > _start;

    public async Task WriteAsync(byte[] message, CancellationToken ct)
    {
        await stream.WriteAsync(message, ct);
        await stream.FlushAsync(ct);
    }

    /// <summary>The next message; it is good until the next is asked for.</summary>
    /// <exception cref="EndOfStreamException">The stream has ended.</exception>
    /// <exception cref="AsnContentException">What comes is no message.</exception>
    public async Task<ReadOnlyMemory<byte>> NextAsync(CancellationToken ct)
    {
        int length;
        while ((length = Length(_buffer.AsSpan(_start, _end - _start))) < 0 || _end - _start < length)
        {
            Reserve(Math.Max(length, 16));
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            _end += read;
        }

        var message = _buffer.AsMemory(_start, length);
        _start += length;
        return message;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>Length of the message that begins here, with its head; -1 where the head is not there yet.</summary>
    private static int Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return -1;
        }

        var first = bytes[1];
        if (bytes[0] != 0x30 || first is 0x80 or > 0x84)
        {
            throw new AsnContentException("A message does not begin as one of LDAP.");
        }

        var more = first < 0x80 ? 0 : first & 0x7f;
        if (bytes.Length < 2 + more)
        {
            return -1;
        }

        long length = more == 0 ? first : 0;
        foreach (var b in bytes.Slice(2, more))
        {
            length = (length << 8) | b;
        }

        return length <= LargestMessage ? 2 + more + (int)length : throw new AsnContentException($"A message has {length} bytes; at most {LargestMessage} are taken.");
    }

    private void Reserve(int length)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length < length || _end == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(length, _buffer.Length * 2));
        }
    }
}
