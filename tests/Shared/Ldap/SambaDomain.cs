using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Rollcall.Shared.Ldap;

/// <summary>A real Active Directory domain by Samba, on a loopback address of its own (its ports are fixed, and below 1024): for root only.</summary>
internal sealed class SambaDomain : IAsyncDisposable
{
    public const string Base = "DC=acme,DC=example";
    public const string Administrator = "Administrator@acme.example";
    public const string Password = "Passw0rd!x";
    private readonly string _folder;
    private readonly Process _process;

    private SambaDomain(string folder, string address, Process process)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    /// <summary>Whether this machine has one, and lets us listen where it listens.</summary>
    public static bool CanRun => File.Exists("/usr/sbin/samba") && Environment.IsPrivilegedProcess && IsFree(389) && IsFree(636);

    public string Address { get; }

    public static async Task<SambaDomain> StartAsync(string ldif)
    {
        var folder = Directory.CreateTempSubdirectory("rollcall-samba-").FullName;
        var address = $"127.{RandomNumberGenerator.GetInt32(10, 250)}.{RandomNumberGenerator.GetInt32(1, 250)}.{RandomNumberGenerator.GetInt32(1, 250)}";
        await RunAsync(
            "/usr/bin/samba-tool", "", "domain", "provision", "--realm=ACME.EXAMPLE", "--domain=ACME", $"--adminpass={Password}", "--server-role=dc", "--dns-backend=NONE",
            $"--targetdir={folder}", "--host-name=dc1", "--use-rfc2307", $"--host-ip={address}");
        var configuration = Path.Combine(folder, "etc", "smb.conf");
        var lines = (await File.ReadAllLinesAsync(configuration)).Where(static line => !line.Contains("server services", StringComparison.Ordinal) && !line.Contains("log file", StringComparison.Ordinal)).ToList();
        lines.InsertRange(lines.IndexOf("[global]") + 1,
        [
            "server services = ldap", "ldap server require strong auth = no", $"interfaces = {address}/255.0.0.0", "bind interfaces only = yes", $"pid directory = {folder}/run",
            $"log file = {folder}/log.%m",
        ]);
        await File.WriteAllLinesAsync(configuration, lines);
        Directory.CreateDirectory(Path.Combine(folder, "run"));
        var domain = new SambaDomain(folder, address, Start("/usr/sbin/samba", "-i", "-M", "single", "-s", configuration));
        await domain.WaitAsync();
        await domain.ChangeAsync(ldif);
        return domain;
    }

    /// <summary>Changes the directory as an administrator of it would, by LDIF; entries without <c>changetype</c> are added.</summary>
    public Task ChangeAsync(string ldif) => RunAsync("/usr/bin/ldapmodify", ldif, "-a", "-x", "-H", $"ldap://{Address}", "-D", Administrator, "-w", Password);

    public ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A server that listens on every address of the machine takes the port on ours too.</summary>
    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Parse("127.9.9.9"), port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task WaitAsync()
    {
        for (var tries = 0; ; tries++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Parse(Address), 389);
                return;
            }
            catch (SocketException) when (tries < 300 && !_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
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
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await said}");
        }
    }

    private static Process Start(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        return process;
    }
}
