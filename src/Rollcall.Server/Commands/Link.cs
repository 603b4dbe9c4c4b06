using Rollcall.Server.Hosting;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>How a command reaches a server: by address, by the socket of a running one, or by starting one on the data folder for the moment.</summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly RunningServer? _own;

    private Link(ApiClient api, RunningServer? own)
    {
        Api = api;
        _own = own;
    }

    /// <summary>The server.</summary>
    public ApiClient Api { get; }

    /// <summary>Opens one; a sentence where that cannot be.</summary>
    /// <param name="terminal">For the environment.</param>
    /// <param name="url">The address that was given, or null.</param>
    /// <param name="key">The key that was given, or null.</param>
    /// <param name="data">The data folder that was given, or null.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<(Link? Link, string? Fault)> OpenAsync(Terminal terminal, string? url, string? key, string? data, CancellationToken ct)
    {
        url ??= data is null ? terminal.Environment.GetValueOrDefault("ROLLCALL_URL") : null;
        if (url is not null)
        {
            key ??= terminal.Environment.GetValueOrDefault("ROLLCALL_KEY");
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? (new Link(ApiClient.OverTcp(address, key), null), null)
                : (null, $"--url is '{url}'; it must be an absolute http or https URL.");
        }

        var line = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data is not null)
        {
            line["data"] = data;
        }

        return OptionSources.Read(line, terminal.Environment, null) switch
        {
            OptionsReading.Good(var options) => await OpenAsync(options, key, ct),
            OptionsReading.Bad(var faults) => (null, string.Join(Environment.NewLine, faults)),
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

    private static async Task<(Link? Link, string? Fault)> OpenAsync(ServerOptions options, string? key, CancellationToken ct)
    {
        var socket = OperatorSocket.PathOf(options.Data);
        if (key is not null)
        {
            return (null, "--key goes with --url; without it the command is the local operator's.");
        }

        if (await ApiClient.AnswersAsync(socket, ct))
        {
            return (new Link(ApiClient.OverSocket(socket), null), null);
        }

        if (options.Store == StoreKind.Sqlite && !DataFolder.HoldsDatabase(options.Data))
        {
            return (null, $"There is no Rollcall data in {options.Data}, and no server runs on it. Start one by 'rollcall serve', name its folder by --data, or its address by --url and --key.");
        }

        return await RunningServer.StartAsync(options with { LogLevel = LogLevel.Warning }, socketOnly: true, TimeProvider.System, ct) switch
        {
            ServerStart.Running(var own) => (new Link(ApiClient.OverSocket(socket), own), null),
            ServerStart.Busy(var sentence) => (null, sentence),
            ServerStart.Refused(var sentence) => (null, sentence),
            _ => throw new InvalidOperationException("A start has three cases."),
        };
    }
}
