using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>A connection to an LDAP v3 server: one request at a time, every wait bounded, every failure an <see cref="LdapException"/> that says why.</summary>
public sealed class LdapConnection : IAsyncDisposable
{
    private readonly LdapServer _server;
    private LdapFrames _frames;
    private int _id;

    private LdapConnection(LdapServer server, Stream stream) => (_server, _frames) = (server, new LdapFrames(stream));

    /// <summary>Connects, and protects the connection as asked before anything else is said.</summary>
    /// <param name="server">Where.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<LdapConnection> OpenAsync(LdapServer server, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(server);
        var socket = await ConnectAsync(server, ct);
        var connection = new LdapConnection(server, new NetworkStream(socket, ownsSocket: true));
        try
        {
            if (server.Protection == LdapProtection.StartTls)
            {
                var outcome = await connection.AskAsync(LdapMessages.StartTls, ct);
                if (outcome.Code != 0)
                {
                    throw new LdapException(LdapFault.NoTls, $"The server refused StartTLS with result code {outcome.Code}.");
                }
            }

            if (server.Protection != LdapProtection.Plain)
            {
                await connection.ProtectAsync(ct);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs in by name and password. An empty password would be taken by the server as no sign-in at all, and is refused here.</summary>
    public async Task BindAsync(string name, string password, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(password))
        {
            throw new LdapException(LdapFault.BadCredentials, "The password is empty; a server would take that for anonymous access.");
        }

        var outcome = await AskAsync(id => LdapMessages.Bind(id, name, password), ct);
        if (outcome.Code != 0)
        {
            throw LdapException.Of(outcome, "bind");
        }
    }

    /// <summary>Searches page by page. The sequence ends normally only if the server has said that it was all.</summary>
    public async IAsyncEnumerable<LdapEntry> SearchAsync(LdapSearch search, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(search);
        for (byte[]? cookie = null; ;)
        {
            var id = ++_id;
            await SendAsync(LdapMessages.Search(id, search, cookie), ct);
            LdapOutcome? outcome = null;
            while (outcome is null)
            {
                switch (await NextAsync(id, ct))
                {
                    case LdapAnswer.Entry entry:
                        yield return entry.Value;
                        break;
                    case LdapAnswer.Reference reference:
                        throw new LdapException(LdapFault.Referral, $"Part of the directory lies at another server ({Shortened(reference.Url)}), which is not followed.");
                    case LdapAnswer.Done done:
                        outcome = done.Outcome;
                        break;
                    default:
                        break;
                }
            }

            if (outcome.Code != 0)
            {
                throw LdapException.Of(outcome, $"search below '{search.Base}'");
            }

            cookie = outcome.Cookie;
            if (cookie is not { Length: > 0 })
            {
                yield break;
            }
        }
    }

    /// <summary>Says goodbye and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _frames.WriteAsync(LdapMessages.Unbind(++_id), patience.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The server is gone already, which is what was to be said.
        }

        await _frames.DisposeAsync();
    }

    private static async Task<Socket> ConnectAsync(LdapServer server, CancellationToken ct)
    {
        using var patience = Patience(server, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(server.Host, patience.Token);
            var allowed = addresses.Where(address => server.Allows(server.Host, address)).ToArray();
            if (allowed.Length == 0)
            {
                throw addresses.Length == 0
                    ? new LdapException(LdapFault.Unreachable, $"The name {server.Host} has no address.")
                    : new LdapException(LdapFault.NotAllowed, $"{server.Host} leads to {addresses[0]}, which is not public, and the operator has not allowed it.");
            }

            await socket.ConnectAsync(allowed, server.Port, patience.Token);
            return socket;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            throw failure switch
            {
                LdapException => failure,
                SocketException => new LdapException(LdapFault.Unreachable, $"{server.Host}:{server.Port} cannot be reached: {failure.Message}.", failure),
                OperationCanceledException when !ct.IsCancellationRequested =>
                    new LdapException(LdapFault.Unreachable, $"{server.Host}:{server.Port} did not answer within {server.Patience.TotalSeconds:0} seconds.", failure),
                _ => failure,
            };
        }
    }

    private async Task ProtectAsync(CancellationToken ct)
    {
        if (_frames.HasMore)
        {
            throw new LdapException(LdapFault.Malformed, "The server sent something between StartTLS and the handshake.");
        }

        var options = new SslClientAuthenticationOptions { TargetHost = _server.Host, EnabledSslProtocols = SslProtocols.None };
        if (_server.Roots.Count > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(_server.Roots);
        }

        string? wrong = null;
        options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            wrong = errors == SslPolicyErrors.None ? null : LdapCertificates.Describe(_server, certificate, chain, errors);
            return wrong is null;
        };
        var stream = new SslStream(_frames.Stream);
        using var patience = Patience(_server, ct);
        try
        {
            await stream.AuthenticateAsClientAsync(options, patience.Token);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            await stream.DisposeAsync();
            throw wrong is null
                ? new LdapException(failure is AuthenticationException ? LdapFault.Certificate : LdapFault.NoTls, $"No TLS came about with {_server.Host}:{_server.Port}: {failure.Message}", failure)
                : new LdapException(LdapFault.Certificate, wrong, failure);
        }

        _frames = new LdapFrames(stream);
    }

    private async Task<LdapOutcome> AskAsync(Func<int, byte[]> request, CancellationToken ct)
    {
        var id = ++_id;
        await SendAsync(request(id), ct);
        while (true)
        {
            if (await NextAsync(id, ct) is LdapAnswer.Done done)
            {
                return done.Outcome;
            }
        }
    }

    private Task<bool> SendAsync(byte[] message, CancellationToken ct) => GuardAsync(
        async token =>
        {
            await _frames.WriteAsync(message, token);
            return true;
        },
        ct);

    private async Task<LdapAnswer> NextAsync(int id, CancellationToken ct)
    {
        while (true)
        {
            var answer = await GuardAsync(async token => LdapMessages.Read(await _frames.NextAsync(token)), ct);
            if (answer.Id == 0)
            {
                throw new LdapException(LdapFault.Vanished, "The server says that it ends the connection.");
            }

            if (answer.Id == id)
            {
                return answer;
            }
        }
    }

    private async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken ct)
    {
        using var patience = Patience(_server, ct);
        try
        {
            return await act(patience.Token);
        }
        catch (AsnContentException malformed)
        {
            throw new LdapException(LdapFault.Malformed, "The server sent what is no LDAP message: " + malformed.Message, malformed);
        }
        catch (Exception gone) when (gone is IOException and not LdapException or ObjectDisposedException)
        {
            throw new LdapException(LdapFault.Vanished, "The connection ended in the middle.", gone);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new LdapException(LdapFault.Vanished, $"No answer came within {_server.Patience.TotalSeconds:0} seconds.", late);
        }
    }

    private static CancellationTokenSource Patience(LdapServer server, CancellationToken ct)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        source.CancelAfter(server.Patience);
        return source;
    }

    private static string Shortened(string text) => new([.. text.Take(200).Select(c => char.IsControl(c) ? ' ' : c)]);
}
