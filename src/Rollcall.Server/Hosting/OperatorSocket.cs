using System.Security.Cryptography;
using System.Text;

namespace Rollcall.Server.Hosting;

/// <summary>
/// The Unix socket of the local operator. Who may open it is the local operator: its file is 0600 in a folder of 0700, so the file system is the check.
/// </summary>
internal static class OperatorSocket
{
    // sun_path has 108 bytes on Linux and 104 on macOS, its closing zero included.
    private const int LongestPath = 100;

    /// <summary>Where the socket of a data folder lies; the same for the server and for commands.</summary>
    public static string PathOf(string data) => PathOf(data, "operator.sock");

    /// <summary>Where the socket of a server lies that one command has started for itself.</summary>
    public static string MomentaryPathOf(string data) => PathOf(data, "command.sock");

    private static string PathOf(string data, string name)
    {
        var near = Path.Combine(data, "run", name);
        if (Encoding.UTF8.GetByteCount(near) <= LongestPath)
        {
            return near;
        }

        var folder = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..20];
        return Path.Combine(Path.GetTempPath(), "rollcall-" + folder, name);
    }

    /// <summary>Makes its folder, and removes a socket that a killed server left. Only who holds the lock of the data folder may call it.</summary>
    public static void Prepare(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        PrivateFolder.Make(folder);
        if (!PrivateFolder.IsPrivate(folder))
        {
            throw new IOException($"{folder} is open to others; the operator socket needs a folder of mode 0700. Remove it, or change its mode.");
        }

        File.Delete(path);
    }

    /// <summary>Closes the socket's file to others, once it exists.</summary>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
