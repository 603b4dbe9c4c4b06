using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Rollcall.EndToEnd.Tests.Limits;

/// <summary>A server process with one user, to which anything may be sent.</summary>
internal sealed class MonsterServer : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly HttpClient _client;
    private readonly string _token;
    private readonly string _user;

    private MonsterServer(ServerProcess process, HttpClient client, string token, string user) => (_process, _client, _token, _user) = (process, client, token, user);

    public static async Task<MonsterServer> StartAsync(Installation installation)
    {
        var process = await ServerProcess.StartAsync(installation);
        var made = (await Executable.RunAsync(installation, "account", "create", "monsters", "--idp", "generic", "--json")).Json();
        var token = made.GetProperty("token").GetString()!;
        var client = new HttpClient { BaseAddress = new Uri(made.GetProperty("baseUrl").GetString()! + "/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var server = new MonsterServer(process, client, token, "");
        var user = await server.SendAsync("POST", "Users", Bodies.User("good@monster.example"));
        Assert.Equal(201, user.Status);
        return new MonsterServer(process, client, token, (string)JsonNode.Parse(user.Body)!["id"]!);
    }

    /// <summary>The most memory that the process has held, in bytes.</summary>
    public long PeakMemory() => _process.PeakMemory();

    public Task<(int Status, string Body)> SendAsync(string verb, string path, string? body) => SendBytesAsync(verb, path, body is null ? null : Encoding.UTF8.GetBytes(body));

    public async Task<(int Status, string Body)> SendBytesAsync(string verb, string path, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path.Replace("{user}", _user, StringComparison.Ordinal));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
            foreach (var (name, value) in headers)
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Refused by one of some statuses, with a SCIM body that does not echo what was sent; the kind is asked for where the first status came.</summary>
    public async Task RefusedAsync(string verb, string path, string? body, int status, string? kind, params int[] orElse)
    {
        var answer = await SendAsync(verb, path, body);
        var what = $"{verb} {Begin(path, 60)} {Begin(body, 120)}";
        Assert.True(answer.Status == status || orElse.Contains(answer.Status), $"{what} answered {answer.Status.ToString(CultureInfo.InvariantCulture)}: {Begin(answer.Body, 300)}");
        if (answer.Status is 414 or < 400)
        {
            return; // The request line is refused before there is a request that could have a body.
        }

        Assert.True(answer.Body.Length < 1_500, $"{what} is answered at length: {Begin(answer.Body, 1_500)}");
        var error = JsonNode.Parse(answer.Body)!;
        Assert.Equal(answer.Status.ToString(CultureInfo.InvariantCulture), (string)error["status"]!);
        Assert.True(kind is null || answer.Status != status || (string?)error["scimType"] == kind, $"{what} is {answer.Body}");
    }

    /// <summary>The process is the same one, answers, has its user, and has not grown past a bound.</summary>
    public async Task LivesAsync(long mostMemory)
    {
        var answer = await SendAsync("GET", "Users?filter=" + Uri.EscapeDataString("userName eq \"good@monster.example\""), null);
        Assert.True(answer.Status == 200 && (int)JsonNode.Parse(answer.Body)!["totalResults"]! == 1, answer.Body);
        var peak = PeakMemory();
        Assert.True(peak < mostMemory, $"The process has held {(peak / 1024 / 1024).ToString(CultureInfo.InvariantCulture)} MiB.");
    }

    /// <summary>Sends bytes and reads until the server closes.</summary>
    public async Task<string> RawAsync(string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", _process.Address.Port, TestContext.Current.CancellationToken);
        try
        {
            await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It may have refused before it was all sent; the answer stands in the buffer.
        }

        return await ReadToEndAsync(tcp);
    }

    /// <summary>Begins a body and sends no more of it; answers what the server says in the end.</summary>
    public async Task<string> HangAsync()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", _process.Address.Port, TestContext.Current.CancellationToken);
        var head = $"POST {_client.BaseAddress!.AbsolutePath}Users HTTP/1.1\r\nHost: {_client.BaseAddress.Authority}\r\nAuthorization: Bearer {_token}\r\nContent-Type: application/scim+json\r\nContent-Length: 100000\r\n\r\n{{\"userName\":";
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        return await ReadToEndAsync(tcp);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private static string Begin(string? text, int length) => text?[..Math.Min(text.Length, length)] ?? "";

    private static async Task<string> ReadToEndAsync(TcpClient tcp)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await tcp.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset: what came before it counts.
        }

        return text.ToString();
    }
}
