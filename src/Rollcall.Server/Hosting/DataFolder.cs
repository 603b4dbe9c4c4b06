namespace Rollcall.Server.Hosting;

/// <summary>The data folder, held by one process at a time: two servers never share a SQLite file.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held, bool isNew, bool isMomentary)
    {
        Path = path;
        Socket = isMomentary ? OperatorSocket.MomentaryPathOf(path) : OperatorSocket.PathOf(path);
        _lock = held;
        IsNew = isNew;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Whether this process made it, or found it without a database.</summary>
    public bool IsNew { get; }

    /// <summary>The SQLite file.</summary>
    public string Database => DatabaseOf(Path);

    /// <summary>The key ring, where no other is named.</summary>
    public string KeyRing => System.IO.Path.Combine(Path, "key-ring");

    /// <summary>The operator socket.</summary>
    public string Socket { get; }

    /// <summary>Takes the folder, made with mode 0700 where there is none; null while another process holds it.</summary>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static DataFolder? Take(string path, bool isMomentary = false)
    {
        PrivateFolder.Make(path);
        FileStream held;
        try
        {
            // The operating system frees the lock also when the process is killed.
            held = new FileStream(System.IO.Path.Combine(path, "rollcall.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (busy.GetType() == typeof(IOException))
        {
            return null;
        }

        return new DataFolder(path, held, !File.Exists(DatabaseOf(path)), isMomentary);
    }

    /// <summary>Whether a folder holds a SQLite database already.</summary>
    public static bool HoldsDatabase(string path) => File.Exists(DatabaseOf(path));

    public void Dispose() => _lock.Dispose();

    private static string DatabaseOf(string path) => System.IO.Path.Combine(path, "rollcall.db");
}
