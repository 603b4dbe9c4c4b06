using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>How a command reaches a server: by address, by the socket of a running one, or by starting one on the data folder for the moment.</summary>
internal sealed class Link : IAsyncDisposable
{
    // Another command may hold the folder for a moment, and a server that starts has no socket yet.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly RunningServer? _own;

    private Link(ApiClient api, RunningServer? own)
    {
        Api = api;
        _own = own;
    }

    /// <summary>The server.</summary>
    public ApiClient Api { get; }

    /// <summary>Whether the server runs in this process, for this command alone.</summary>
    public bool IsOwn => _own is not null;

    /// <summary>Opens one; a problem where that cannot be.</summary>
    /// <param name="address">What the command line says.</param>
    /// <param name="terminal">For the environment.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<(Link? Link, Problem? Fault)> OpenAsync(LinkOptions address, Terminal terminal, CancellationToken ct)
    {
        var url = address.Url ?? (address.NamesData ? null : Variable(terminal, "ROLLCALL_URL"));
        if (url is not null)
        {
            return OverTcp(url, address.Key ?? Variable(terminal, "ROLLCALL_KEY"));
        }

        if (address.Key is not null)
        {
            return (null, NoAnswer.Of("badOption", "--key goes with --url; without it the command is the local operator's and needs none.", "Give --url, or leave --key out."));
        }

        return OptionSources.Read(address.Line, terminal.Environment, address.Config) switch
        {
            OptionsReading.Good(var options) => await OpenAsync(address.Adapt(options), address.NeedsPort, ct),
            OptionsReading.Bad(var faults) => (null, NoAnswer.Of("badOption", string.Join(' ', faults), "Correct it; docs/reference/configuration.md lists the options.")),
            _ => throw new InvalidOperationException("Options are good or bad."),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private static string? Variable(Terminal terminal, string name) => terminal.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static (Link? Link, Problem? Fault) OverTcp(string url, string? key) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? (new Link(ApiClient.OverTcp(address, key), null), null)
            : (null, NoAnswer.Of("badOption", $"--url is '{url}', which is no absolute http or https URL.", "Give it as 'rollcall serve' prints it, such as http://127.0.0.1:8080."));

    private static async Task<(Link? Link, Problem? Fault)> OpenAsync(ServerOptions options, bool needsPort, CancellationToken ct)
    {
        var socket = OperatorSocket.PathOf(options.Data);
        var time = TimeProvider.System;
        for (var began = time.GetTimestamp(); ; await Task.Delay(Pause, time, ct))
        {
            if (await ApiClient.AnswersAsync(socket, ct))
            {
                return (new Link(ApiClient.OverSocket(socket), null), null);
            }

            if (options.Store == StoreKind.Sqlite && !DataFolder.HoldsDatabase(options.Data))
            {
                return (null, NoAnswer.Of(
                    "noServer", $"No server runs on the data folder {options.Data}, and there is no database in it.",
                    "Start one by 'rollcall serve', name its folder by --data, or its address by --url and --key."));
            }

            switch (await RunningServer.StartAsync(options with { LogLevel = LogLevel.Warning, IsMomentary = true }, !needsPort, time, ct))
            {
                case ServerStart.Running(var own):
                    return (new Link(ApiClient.OverSocket(OperatorSocket.MomentaryPathOf(options.Data)), own), null);
                case ServerStart.Refused(var sentence):
                    return (null, NoAnswer.Of("noServer", sentence, "Mend it and try again; a server that runs elsewhere is asked by --url and --key."));
                case ServerStart.Busy(var sentence) when time.GetElapsedTime(began) > Patience:
                    return (null, NoAnswer.Of("noServer", sentence, "Try again when it has ended; a running server answers at its socket in the data folder."));
                default:
                    continue;
            }
        }
    }
}
