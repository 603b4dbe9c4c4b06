using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rollcall.Server.Hosting;

/// <summary>The server's certificate, read from PEM files and read again when they change. A broken new file leaves the old certificate in use.</summary>
internal sealed class CertificateFile(string path, string? keyPath, ILogger logger)
{
    private readonly Lock _gate = new();
    private (long Written, long Length, long KeyWritten) _seen;
    private SslServerAuthenticationOptions? _current;

    /// <summary>What a handshake uses now. Looking at the files costs microseconds, a handshake costs a thousand times that; so no watcher is needed.</summary>
    /// <exception cref="CryptographicException">The files never held a certificate with its key.</exception>
    public SslServerAuthenticationOptions Current()
    {
        lock (_gate)
        {
            var stamp = Stamp();
            if (_current is null || stamp != _seen)
            {
                Renew(stamp);
            }

            return _current!;
        }
    }

    private (long Written, long Length, long KeyWritten) Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists
            ? (file.LastWriteTimeUtc.Ticks, file.Length, keyPath is null ? 0 : File.GetLastWriteTimeUtc(keyPath).Ticks)
            : _seen;
    }

    private void Renew((long, long, long) stamp)
    {
        try
        {
            var next = Read();
            if (_current is not null)
            {
                Log.CertificateRenewed(logger, path);
            }

            _current = next;
        }
        catch (Exception broken) when (_current is not null && broken is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Log.CertificateBroken(logger, path, broken);
        }

        _seen = stamp;
    }

    private SslServerAuthenticationOptions Read()
    {
        using var bare = X509Certificate2.CreateFromPemFile(path, keyPath ?? path);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        // Through PKCS#12, since some platforms cannot use a key that never was in a store.
        var certificate = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
        return new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
        };
    }
}
