using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>TLS from a file that is read again when it changes (product rule 46).</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task The_certificate_is_read_again_when_its_file_changes_and_kept_when_the_new_one_is_broken()
    {
        using var files = new TestFolder();
        var path = files.Of("tls.pem");
        var first = Write(path, withKey: true);
        await using var server = await TestServer.StartAsync(_ => new ServerOptions { Certificate = path });
        Assert.Equal("https", server.Address.Scheme);
        Assert.Equal(first, await SeenAsync(server.Address));

        var second = Write(path, withKey: true);
        Assert.Equal(second, await SeenAsync(server.Address));

        await File.WriteAllTextAsync(path, "-----BEGIN CERTIFICATE-----\nbroken", TestContext.Current.CancellationToken);
        Assert.Equal(second, await SeenAsync(server.Address));

        var third = Write(path, withKey: true);
        Assert.Equal(third, await SeenAsync(server.Address));
    }

    [Fact]
    public async Task The_key_may_lie_in_a_file_of_its_own()
    {
        using var files = new TestFolder();
        var seen = Write(files.Of("tls.pem"), withKey: false, files.Of("key.pem"));
        await using var server = await TestServer.StartAsync(_ => new ServerOptions { Certificate = files.Of("tls.pem"), CertificateKey = files.Of("key.pem") });

        Assert.Equal(seen, await SeenAsync(server.Address));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_versions_are_spoken(SslProtocols version)
    {
        using var files = new TestFolder();
        Write(files.Of("tls.pem"), withKey: true);
        await using var server = await TestServer.StartAsync(_ => new ServerOptions { Certificate = files.Of("tls.pem") });

        Assert.Equal(version, await HandshakeAsync(server.Address, version, static stream => stream.SslProtocol));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_stops_the_start()
    {
        using var files = new TestFolder();
        await File.WriteAllTextAsync(files.Of("tls.pem"), "nothing", TestContext.Current.CancellationToken);

        var started = await Rollcall.Server.Commands.RunningServer.StartAsync(
            new ServerOptions { Port = 0, Data = files.Of("data"), Certificate = files.Of("tls.pem"), LogLevel = LogLevel.None }, false, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Contains("tls.pem", Assert.IsType<Rollcall.Server.Commands.ServerStart.Refused>(started).Sentence, StringComparison.Ordinal);
    }

    private static Task<string> SeenAsync(Uri address) =>
        HandshakeAsync(address, SslProtocols.None, static stream => stream.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256));

    private static async Task<T> HandshakeAsync<T>(Uri address, SslProtocols version, Func<SslStream, T> look)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        await using var stream = new SslStream(tcp.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version, RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
            TestContext.Current.CancellationToken);
        return look(stream);
    }

    /// <summary>Writes a new certificate in one move, as renewing programs do; answers its hash.</summary>
    private static string Write(string path, bool withKey, string? keyPath = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var pem = certificate.ExportCertificatePem() + "\n";
        File.WriteAllText(path + ".new", withKey ? pem + key.ExportPkcs8PrivateKeyPem() + "\n" : pem);
        if (keyPath is not null)
        {
            File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        }

        File.Move(path + ".new", path, overwrite: true);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
