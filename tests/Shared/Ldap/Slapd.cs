using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rollcall.Shared.Ldap;

/// <summary>A real OpenLDAP on loopback, with a directory of its own and a certificate of a CA of its own; gone when disposed.</summary>
internal sealed class Slapd : IAsyncDisposable
{
    public const string Suffix = "dc=acme,dc=example";
    public const string Reader = "cn=reader,dc=acme,dc=example";
    public const string ReaderPassword = "r3ad only";
    private const string Manager = "cn=manager,dc=acme,dc=example";
    private const string ManagerPassword = "manager";
    private readonly string _folder;
    private Process? _process;

    private Slapd(string folder, int port, int tlsPort, X509Certificate2 ca)
    {
        _folder = folder;
        Port = port;
        TlsPort = tlsPort;
        Roots = [ca];
    }

    /// <summary>Whether this machine has one; <c>./test</c> brings it.</summary>
    public static bool IsThere => File.Exists("/usr/sbin/slapd");

    public int Port { get; }

    public int TlsPort { get; }

    /// <summary>The CA that signed its certificate.</summary>
    public X509Certificate2Collection Roots { get; }

    /// <summary>The CA as text.</summary>
    public string RootsPem => Roots[0].ExportCertificatePem();

    /// <summary>Loads a directory and serves it.</summary>
    /// <param name="ldif">Entries below the suffix; the suffix itself and the reader are there already.</param>
    /// <param name="name">Whom the certificate is of.</param>
    /// <param name="validDays">For how many days from now it is valid; below zero it has expired.</param>
    /// <param name="sizeLimit">How many entries a search may return, by pages or not; null for any number.</param>
    public static async Task<Slapd> StartAsync(string ldif, string name = "localhost", int validDays = 30, int? sizeLimit = null)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-slapd-").FullName;
        using var ca = Authority();
        var slapd = new Slapd(folder, FreePort(), FreePort(), X509CertificateLoader.LoadCertificate(ca.RawData));
        Directory.CreateDirectory(Path.Combine(folder, "db"));
        slapd.WriteCertificate(ca, name, validDays);
        await File.WriteAllTextAsync(Path.Combine(folder, "slapd.conf"), slapd.Configuration(sizeLimit));
        await File.WriteAllTextAsync(Path.Combine(folder, "data.ldif"), Head + ldif);
        await RunAsync("/usr/sbin/slapadd", "", "-q", "-f", Path.Combine(folder, "slapd.conf"), "-l", Path.Combine(folder, "data.ldif"));
        await slapd.ServeAsync();
        return slapd;
    }

    /// <summary>Changes the directory as an administrator of it would, by LDIF with <c>changetype</c>.</summary>
    public Task ChangeAsync(string ldif) => RunAsync(
        "/usr/bin/ldapmodify", ldif, "-x", "-H", $"ldap://127.0.0.1:{Port}", "-D", Manager, "-w", ManagerPassword);

    /// <summary>Ends the server at once, as a power cut would.</summary>
    public void Kill()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Serves again on the same ports.</summary>
    public async Task ServeAsync()
    {
        _process = Start("/usr/sbin/slapd", "-d", "0", "-f", Path.Combine(_folder, "slapd.conf"), "-h", $"ldap://127.0.0.1:{Port} ldaps://127.0.0.1:{TlsPort}");
        for (var tries = 0; ; tries++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, TlsPort);
                return;
            }
            catch (SocketException) when (tries < 200 && !_process.HasExited)
            {
                await Task.Delay(25);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private const string Head = """
        dn: dc=acme,dc=example
        objectClass: dcObject
        objectClass: organization
        dc: acme
        o: Acme

        dn: cn=reader,dc=acme,dc=example
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: reader
        userPassword: r3ad only


        """;

    private string Configuration(int? sizeLimit) => $"""
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/nis.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile {_folder}/pid
        TLSCertificateFile {_folder}/server.pem
        TLSCertificateKeyFile {_folder}/server.key
        sizelimit {(sizeLimit is { } limit ? $"size.soft={limit} size.hard={limit} size.pr={limit} size.prtotal={limit}" : "size.soft=500 size.hard=500 size.pr=1000 size.prtotal=unlimited")}
        database mdb
        suffix "{Suffix}"
        rootdn "{Manager}"
        rootpw {ManagerPassword}
        directory {_folder}/db
        maxsize 1073741824
        dbnosync
        index objectClass,uid,entryUUID eq
        access to attrs=userPassword by anonymous auth by * none
        access to * by users read by anonymous auth

        """;

    private void WriteCertificate(X509Certificate2 ca, string name, int validDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var end = TimeProvider.System.GetUtcNow().AddDays(validDays);
        using var certificate = request.Create(ca, end.AddDays(-60), end, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(_folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Authority()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Acme Test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-90), now.AddDays(90));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Start(program, arguments);
        // It talks while it is told: whoever does not listen meanwhile waits for ever.
        var (said, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {await said}");
        }
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
