using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;

namespace Rollcall.Core.Tests.Directories.Ldap;

/// <summary>What comes over the wire may be anything: it is read or refused, and nothing else.</summary>
public sealed class LdapWireTests
{
    private static readonly Asn1Tag s_entry = new(TagClass.Application, 4, isConstructed: true);
    private static readonly Asn1Tag s_done = new(TagClass.Application, 5, isConstructed: true);

    private static readonly string[] s_pieces = ["(", ")", "&", "|", "!", "=", "*", "uid", "a", "\\", "28", ":", ">", "<", "~", " ", "é", "\0"];

    private static long Effort => long.Parse(Environment.GetEnvironmentVariable("ROLLCALL_EFFORT") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_broken_message_is_refused_as_such() =>
        Gen.Select(Gen.Int[0, 1], Gen.Select(Gen.Int[0, 400], Gen.Byte).Array[0, 6], Gen.Int[0, 400]).Sample(
            mutation =>
            {
                var message = mutation.Item1 == 0 ? Entry(7, "cn=ada", ("member;range=0-1", ["a", "b"])) : Done(7, 0);
                foreach (var (at, value) in mutation.Item2)
                {
                    message[at % message.Length] = value;
                }

                var cut = mutation.Item3 < message.Length ? message[..mutation.Item3] : message;
                try
                {
                    _ = LdapMessages.Read(cut);
                }
                catch (AsnContentException)
                {
                    // Refused.
                }
            },
            iter: 20_000 * Effort);

    [Fact]
    public void A_broken_stream_ends_or_is_refused() =>
        Gen.Byte.Array[0, 64].Sample(
            bytes =>
            {
                // Half of them begin as a message does.
                if (bytes.Length > 1 && bytes[0] % 2 == 0)
                {
                    bytes[0] = 0x30;
                }

                var frames = new LdapFrames(new MemoryStream(bytes));
                try
                {
                    while (true)
                    {
                        _ = frames.NextAsync(CancellationToken.None).GetAwaiter().GetResult();
                    }
                }
                catch (Exception end) when (end is EndOfStreamException or AsnContentException)
                {
                    // Refused, or over.
                }
            },
            iter: 20_000 * Effort);

    [Fact]
    public void A_value_of_any_characters_is_asked_for_as_it_is() =>
        Gen.String.Sample(
            value =>
            {
                var filter = LdapFilter.Parse(LdapFilter.Equal("uid", value), out var wrong);
                if (value.Any(char.IsSurrogate))
                {
                    return;
                }

                Assert.True(filter is not null || value.Length > 300, wrong);
                if (filter is not null && value.Length > 0)
                {
                    var writer = new AsnWriter(AsnEncodingRules.BER);
                    filter.Write(writer);
                    var item = new AsnReader(writer.Encode(), AsnEncodingRules.BER).ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3, isConstructed: true));
                    Assert.Equal("uid", Encoding.UTF8.GetString(item.ReadOctetString()));
                    Assert.Equal(value, Encoding.UTF8.GetString(item.ReadOctetString()));
                }
            },
            iter: 5_000 * Effort);

    [Fact]
    public void A_filter_of_any_text_is_read_or_refused_with_a_reason() =>
        Gen.Int[0, s_pieces.Length - 1].Select(n => s_pieces[n]).Array[0, 40].Select(string.Concat).Sample(
            text => Assert.Equal(LdapFilter.Parse(text, out var wrong) is null, wrong is not null), iter: 20_000 * Effort);

    [Theory]
    [InlineData("(uid=a)(uid=b)", "Something follows")]
    [InlineData("(&)", "empty")]
    [InlineData("uid=a", "'(' is missing")]
    [InlineData("(uid=a", "(attribute=value) is missing")]
    [InlineData("(u id=a)", "no attribute")]
    [InlineData("(uid=\\zz)", "hexadecimal")]
    public void A_wrong_filter_says_what_is_wrong(string text, string reason)
    {
        Assert.Null(LdapFilter.Parse(text, out var wrong));
        Assert.Contains(reason, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_nested_too_deep_is_refused() => Assert.Null(LdapFilter.Parse(string.Concat(Enumerable.Repeat("(!", 500)) + "(a=b)" + new string(')', 500), out _));

    /// <summary>Active Directory sends 1,500 members and says that there are more; this server sends two.</summary>
    [Fact]
    public async Task Members_that_come_in_parts_are_asked_for_to_the_end()
    {
        var ct = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(
            listener,
            [Entry(1, "cn=all", ("member;range=2-3", ["c", "d"])), Done(1, 0)],
            [Entry(2, "cn=all", ("member;range=4-*", ["e"])), Done(2, 0)]);
        var server = new LdapServer("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, LdapProtection.Plain) { Allows = static (_, _) => true };
        await using (var connection = await LdapConnection.OpenAsync(server, ct))
        {
            var first = new LdapEntry("cn=all", new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase) { ["member;range=0-1"] = ["a"u8.ToArray(), "b"u8.ToArray()] });
            var whole = await LdapRanges.CompleteAsync(connection, first, ["member"], ct);
            Assert.Equal("a b c d e", string.Join(' ', whole.Texts("member")));
        }

        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, params byte[][][] answers)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var frames = new LdapFrames(client.GetStream());
        foreach (var answer in answers)
        {
            _ = await frames.NextAsync(TestContext.Current.CancellationToken);
            foreach (var message in answer)
            {
                await frames.WriteAsync(message, TestContext.Current.CancellationToken);
            }
        }
    }

    private static byte[] Entry(int id, string dn, params (string Name, string[] Values)[] attributes) => Message(id, writer =>
    {
        using var entry = writer.PushSequence(s_entry);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(dn));
        using var list = writer.PushSequence();
        foreach (var (name, values) in attributes)
        {
            using var attribute = writer.PushSequence();
            writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
            using var set = writer.PushSetOf();
            foreach (var value in values)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(value));
            }
        }
    });

    private static byte[] Done(int id, byte code) => Message(id, writer =>
    {
        using var done = writer.PushSequence(s_done);
        writer.WriteEncodedValue([0x0a, 1, code]);
        writer.WriteOctetString([]);
        writer.WriteOctetString([]);
    });

    private static byte[] Message(int id, Action<AsnWriter> operation)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
        }

        return writer.Encode();
    }
}
