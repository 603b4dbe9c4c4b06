using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Rollcall.Server.Hosting;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>Asks a server as the local operator.</summary>
internal static class OperatorLine
{
    private const int JournalPage = 1000;

    /// <summary>How many licenses an account has, and who waits.</summary>
    public static Task<JsonElement> LicensesAsync(Installation installation, string account) => AskAsync(installation, $"/api/accounts/{account}/licenses");

    /// <summary>An account's whole journal, oldest first.</summary>
    public static async Task<List<JsonElement>> JournalAsync(Installation installation, string account)
    {
        var lines = new List<JsonElement>();
        for (var after = 0L; ;)
        {
            var page = await AskAsync(installation, string.Create(CultureInfo.InvariantCulture, $"/api/accounts/{account}/journal?after={after}&limit={JournalPage}&wait=0"));
            lines.AddRange(page.GetProperty("items").EnumerateArray());
            if (page.GetProperty("items").GetArrayLength() == 0)
            {
                return lines;
            }

            after = lines[^1].GetProperty("no").GetInt64();
        }
    }

    private static async Task<JsonElement> AskAsync(Installation installation, string path)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(OperatorSocket.PathOf(installation.Folder)), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://operator.socket/") };
        return JsonElement.Parse(await client.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
    }
}
