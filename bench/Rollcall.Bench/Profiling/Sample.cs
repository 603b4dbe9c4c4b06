using System.Text.RegularExpressions;

namespace Rollcall.Bench.Profiling;

/// <summary>One look at the processor: whose code ran, and which function where it has a name.</summary>
internal sealed partial record Sample(string Group, string Function)
{
    public const string Own = "Rollcall";
    public const string Json = "JSON";
    public const string Sqlite = "SQLite";
    private const string Kestrel = "Kestrel and ASP.NET Core";
    private const string Network = "kernel: network";
    private const string Files = "kernel: files";
    private const string Kernel = "kernel: threads and the rest";
    private const string Runtime = "runtime: GC, JIT, threads";
    private const string Library = "class library";
    private const string Other = "C library and other";

    public static IReadOnlyList<string> Groups { get; } = [Network, Files, Kernel, Kestrel, Json, Sqlite, Own, Library, Runtime, Other];

    /// <summary>A line of <c>perf script -F ip,sym,dso</c>: address, symbol, and in brackets at the end the file.</summary>
    public static Sample? Read(string line)
    {
        var found = Line().Match(line);
        if (!found.Success)
        {
            return null;
        }

        var (symbol, file) = (found.Groups["symbol"].Value, Path.GetFileName(found.Groups["file"].Value));
        var assembly = Assembly().Match(symbol) is { Success: true } named ? named.Groups["assembly"].Value : Path.GetFileNameWithoutExtension(file);
        return new Sample(GroupOf(symbol, file, assembly), Short(symbol));
    }

    private static string GroupOf(string symbol, string file, string assembly) => (file, assembly) switch
    {
        _ when file.Contains("kernel", StringComparison.Ordinal) || file.Contains(".ko", StringComparison.Ordinal) || file is "guest" or "[vdso]" => KernelGroup(symbol),
        _ when file.Contains("sqlite", StringComparison.OrdinalIgnoreCase) => Sqlite,
        _ when assembly.StartsWith("SQLitePCL", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Data.Sqlite", StringComparison.Ordinal) => Sqlite,
        _ when file.StartsWith("libclrjit", StringComparison.Ordinal) || file.StartsWith("libcoreclr", StringComparison.Ordinal) || file.StartsWith("libclrgc", StringComparison.Ordinal) => Runtime,
        _ when assembly.StartsWith("Rollcall", StringComparison.OrdinalIgnoreCase) => Own,
        _ when assembly.StartsWith("System.Text.Json", StringComparison.Ordinal) || assembly.StartsWith("System.Text.Encodings", StringComparison.Ordinal) => Json,
        _ when assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.StartsWith("System.IO.Pipelines", StringComparison.Ordinal) => Kestrel,
        _ when assembly.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("libSystem", StringComparison.Ordinal) => Library,
        _ when file.StartsWith("perf-", StringComparison.Ordinal) || file.StartsWith("memfd", StringComparison.Ordinal) => Runtime,
        _ => Other,
    };

    private static string KernelGroup(string symbol) => NetworkSymbol().IsMatch(symbol) ? Network : FileSymbol().IsMatch(symbol) ? Files : Kernel;

    /// <summary>Type and method without namespaces and arguments.</summary>
    private static string Short(string symbol)
    {
        var managed = Managed().Match(symbol);
        return managed.Success ? $"{managed.Groups["type"].Value.Split('.')[^1]}.{managed.Groups["method"].Value}" : symbol.Split('+')[0];
    }

    [GeneratedRegex(@"^\s*[0-9a-f]+\s+(?<symbol>.*?)\s+\((?<file>[^()]*)\)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"\[(?<assembly>[A-Za-z0-9_.]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assembly();

    [GeneratedRegex(@"\] (?<type>[A-Za-z0-9_.`+<>\[\],]+)::(?<method>[A-Za-z0-9_.<>|]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Managed();

    [GeneratedRegex("tcp|sock|skb|inet|ip_|net_|netif|napi|loopback|sk_|__dev_|nf_|ep_poll|epoll|sendmsg|recvmsg|sendto|recvfrom|csum|rps|qdisc|dst_|ipv4|fib_", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NetworkSymbol();

    [GeneratedRegex("ext4|jbd2|xfs|btrfs|blk_|bio_|vfs_|fsync|fdatasync|writeback|page_cache|filemap|folio|iomap|generic_perform|generic_file|virtio|virtblk|nvme|pwrite|pread|overlay|ovl_|fcntl|posix_lock|dentry|path_|inode", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileSymbol();
}
