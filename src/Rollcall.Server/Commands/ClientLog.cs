using System.Globalization;
using System.IO.Compression;

namespace Rollcall.Server.Commands;

/// <summary>The client's own log, beside the device's key; and the archive of it that goes with a case. Neither holds a key, a code or a proof.</summary>
internal sealed class ClientLog(string keyFile, TimeProvider time)
{
    private const long Largest = 1024 * 1024;

    private string File { get; } = Path.ChangeExtension(keyFile, ".log");

    /// <summary>One line; the log is begun anew when it is too long.</summary>
    public void Write(string what)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
        if (new FileInfo(File) is { Exists: true, Length: > Largest })
        {
            System.IO.File.Move(File, File + ".1", overwrite: true);
        }

        System.IO.File.AppendAllText(File, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Plain.Text(what)}\n"));
    }

    /// <summary>Packs log and surroundings.</summary>
    public void Record(string archive, string email, string? subdomain, string server)
    {
        using var zip = new ZipArchive(new FileStream(archive, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
        using (var about = new StreamWriter(zip.CreateEntry("about.txt").Open()))
        {
            about.WriteLine($"address: {email}\nsubdomain: {subdomain ?? "(none)"}\nserver: {server}");
            about.WriteLine(string.Create(CultureInfo.InvariantCulture, $"clock: {time.GetUtcNow():O}\nversion: {typeof(ClientLog).Assembly.GetName().Version}"));
            about.WriteLine($"system: {System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
            about.WriteLine($"enrolled: {(System.IO.File.Exists(Path.ChangeExtension(File, ".json")) ? "yes" : "no")}");
        }

        foreach (var log in new[] { File + ".1", File }.Where(System.IO.File.Exists))
        {
            zip.CreateEntryFromFile(log, Path.GetFileName(log));
        }
    }
}
