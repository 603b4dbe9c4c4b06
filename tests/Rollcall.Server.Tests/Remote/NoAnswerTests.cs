using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Rollcall.Server.Commands;
using Rollcall.Server.Hosting;
using Rollcall.Server.Tests.Commands;

namespace Rollcall.Server.Tests.Remote;

/// <summary>A server that cannot be asked is explained: what was wrong, and what to do.</summary>
public sealed class NoAnswerTests(TestServer server)
{
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_named_as_the_reason()
    {
        using var files = new TestFolder();
        await File.WriteAllTextAsync(files.Of("tls.pem"), Certificate(), TestContext.Current.CancellationToken);
        await using var own = await TestServer.StartAsync(_ => new ServerOptions { Certificate = files.Of("tls.pem") });

        var problem = await AskAsync(own.Address);
        Assert.Equal("certificate", problem.GetProperty("code").GetString());
        Assert.Contains("is not accepted here", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("SSL_CERT_FILE", problem.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_to_a_server_without_a_certificate_says_so()
    {
        var problem = await AskAsync(new UriBuilder(server.Address) { Scheme = "https" }.Uri);
        Assert.Equal("certificate", problem.GetProperty("code").GetString());
        Assert.Contains("use http://", problem.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello", "notRollcall", "answered 200")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n[1]", "notRollcall", "not Rollcall's")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", "notRollcall", "answered 302")]
    [InlineData("", "unreachable", "broke the connection")]
    public async Task What_is_not_rollcall_is_told_from_it(string answer, string code, string detail)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var other = AnswerAsync(listener, Encoding.ASCII.GetBytes(answer), stop.Token);

        var problem = await AskAsync(new Uri($"http://{listener.LocalEndpoint}"));

        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await stop.CancelAsync();
        await other;
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_said()
    {
        var problem = await AskAsync(new Uri("http://127.0.0.1:1"));
        Assert.Equal(("unreachable", "Nothing listens at http://127.0.0.1:1."), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    private static async Task<JsonElement> AskAsync(Uri address)
    {
        var said = await CommandLine.RunAsync(new Dictionary<string, string>(), "account", "list", "--url", address.ToString(), "--key", "rck_none", "--json");
        Assert.Equal((Exit.Failed, ""), (said.Code, said.Out));
        return JsonElement.Parse(said.Error);
    }

    // Answers every connection alike, until stopped.
    private static async Task AnswerAsync(TcpListener listener, byte[] answer, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(ct);
                var stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[1], ct);
                await stream.WriteAsync(answer, ct);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has what it asked for.
        }
    }

    private static string Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var certificate = request.CreateSelfSigned(from, from.AddDays(2));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
