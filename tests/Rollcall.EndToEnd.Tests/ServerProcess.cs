using System.Diagnostics;
using System.Text;

namespace Rollcall.EndToEnd.Tests;

/// <summary>A running <c>rollcall serve</c>.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "Rollcall listens on ";
    private const string LastLine = "journal tail --follow";

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly StringBuilder _complained = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Note(_complained, line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _greeted.TrySetException(new InvalidOperationException($"The server ended: {Said} {Complained}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://nowhere.invalid");

    public string Said => Text(_said);

    public string Complained => Text(_complained);

    /// <summary>Starts it and waits until it has said how to reach it.</summary>
    public static async Task<ServerProcess> StartAsync(Installation installation)
    {
        var server = new ServerProcess(Executable.Start(installation, "serve"));
        await server._greeted.Task.WaitAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>SIGKILL: no handler, no flush, no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The most memory that it has held, in bytes.</summary>
    public long PeakMemory()
    {
        _process.Refresh();
        Assert.False(_process.HasExited, "The server has died: " + Complained);
        return _process.PeakWorkingSet64;
    }

    /// <summary>A signal by name, as from the keyboard; answers the exit code.</summary>
    public Task<int> SignalAsync(string name) => Executable.SignalAsync(_process, name);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        Note(_said, line);
        if (line?.StartsWith(Announcement, StringComparison.Ordinal) == true)
        {
            Address = new Uri(line[Announcement.Length..].Split(' ')[0]);
        }

        // The greeting is complete, with the secrets of a first start.
        if (line?.Contains(LastLine, StringComparison.Ordinal) == true)
        {
            _greeted.TrySetResult();
        }
    }

    private static void Note(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
