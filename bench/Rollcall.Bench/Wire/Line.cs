using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rollcall.Bench.Wire;

/// <summary>One kept connection, one request at a time: as cheap as a client can be here, since client and server share the machine.</summary>
internal sealed class Line : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];

    private Line()
    {
    }

    public static async Task<Line> OpenAsync(Uri to)
    {
        var line = new Line();
        await line._socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(to.Host), to.Port));
        return line;
    }

    /// <summary>Sends a whole request and reads the whole answer, which stays valid until the next.</summary>
    public async ValueTask<Answer> AskAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request, SocketFlags.None);
        var have = 0;
        while (true)
        {
            if (have == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var got = await _socket.ReceiveAsync(_buffer.AsMemory(have), SocketFlags.None);
            if (got == 0)
            {
                throw new IOException($"The server closed the connection after {have} bytes.");
            }

            have += got;
            if (TryRead(_buffer.AsSpan(0, have), out var status, out var head, out var length))
            {
                return new Answer(status, _buffer.AsMemory(head, length));
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool TryRead(ReadOnlySpan<byte> bytes, out int status, out int head, out int length)
    {
        status = 0;
        length = 0;
        head = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (head < 4)
        {
            return false;
        }

        status = Utf8Parser.TryParse(bytes[9..12], out int said, out _) ? said : 0;
        var headers = Encoding.ASCII.GetString(bytes[..head]);
        if (Header(headers, "content-length:") is { } bodyLength)
        {
            length = int.Parse(bodyLength, System.Globalization.CultureInfo.InvariantCulture);
            return bytes.Length >= head + length;
        }

        if (Header(headers, "transfer-encoding:") is null)
        {
            return true;
        }

        // Chunked: nobody here reads such a body, so its frame may stay in it.
        length = bytes.Length - head;
        return bytes.EndsWith("\r\n0\r\n\r\n"u8) || bytes[head..].SequenceEqual("0\r\n\r\n"u8);
    }

    private static string? Header(string headers, string name)
    {
        var at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : headers[(at + name.Length)..headers.IndexOf('\r', at)].Trim();
    }
}

/// <summary>An answer: its status and its body.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The first <c>"id":"..."</c> of the body.</summary>
    public string Id()
    {
        var body = Body.Span;
        var at = body.IndexOf("\"id\":\""u8) + 6;
        return at < 6 ? throw new InvalidDataException("No id in: " + Encoding.UTF8.GetString(body)) : Encoding.UTF8.GetString(body[at..(at + body[at..].IndexOf((byte)'"'))]);
    }

    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body.Span[..Math.Min(300, Body.Length)])}";
}
