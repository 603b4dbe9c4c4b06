using System.Diagnostics;
using System.Text;

namespace Rollcall.EndToEnd.Tests;

/// <summary>A running <c>rollcall serve</c>.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "Rollcall listens on ";

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly StringBuilder _complained = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Note(_complained, line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The server ended: {Said} {Complained}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://nowhere.invalid");

    public string Said => Text(_said);

    public string Complained => Text(_complained);

    /// <summary>Starts it and waits until it says that it listens.</summary>
    public static async Task<ServerProcess> StartAsync(Installation installation)
    {
        // A test that runs in the background inherits an ignored SIGINT, and so would its children.
        var server = new ServerProcess(Executable.Start(installation, ["/usr/bin/env", "--default-signal=INT", Executable.Path, "serve"]));
        server.Address = await server._address.Task.WaitAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>SIGKILL: no handler, no flush, no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A signal by name, as from the keyboard; answers the exit code.</summary>
    public async Task<int> SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

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
            _address.TrySetResult(new Uri(line[Announcement.Length..].Split(' ')[0]));
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
