using System.Diagnostics;
using System.Globalization;
using Rollcall.Bench.Wire;

namespace Rollcall.Bench.Peers;

/// <summary>A server in a process of its own, fresh and empty.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Func<ValueTask> _clean;

    private Peer(string name, Process process, Target target, Func<ValueTask> clean)
    {
        Name = name;
        _process = process;
        Target = target;
        _clean = clean;
    }

    public string Name { get; }

    public Target Target { get; }

    /// <summary>Starts a program and waits for the line that holds its address.</summary>
    public static async Task<Peer> StartAsync(string name, ProcessStartInfo start, Func<string, Target?> read, Func<ValueTask>? clean = null)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var said = new List<string>();
        process.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (read(line) is { } target)
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Peer(name, process, target, clean ?? (() => ValueTask.CompletedTask));
            }
        }

        throw new InvalidOperationException($"{name} ended before it listened:\n{string.Join('\n', said)}");
    }

    public int Id => _process.Id;

    /// <summary>The microseconds of CPU that others used for it so far: its database, where that has processes of its own.</summary>
    public Func<long> Others { get; set; } = static () => 0;

    /// <summary>The microseconds of CPU that the process and its database have used.</summary>
    public long Cpu()
    {
        _process.Refresh();
        return (long)_process.TotalProcessorTime.TotalMicroseconds + Others();
    }

    /// <summary>A line of the kernel's account of its memory, such as VmRSS, in MiB.</summary>
    public double Resident(string line) =>
        double.Parse(File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith(line, StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        await _clean();
    }
}
