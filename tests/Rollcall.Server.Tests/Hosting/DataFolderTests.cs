using Rollcall.Server.Commands;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>Two servers never share a data folder, and nobody else reads it.</summary>
public sealed class DataFolderTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void A_second_process_is_turned_away_until_the_first_lets_go()
    {
        using var folder = new TestFolder();
        using (var first = DataFolder.Take(folder.Of("data")))
        {
            Assert.NotNull(first);
            Assert.Null(DataFolder.Take(folder.Of("data")));
        }

        using var second = DataFolder.Take(folder.Of("data"));
        Assert.NotNull(second);
    }

    [Fact]
    public void The_folder_that_is_made_is_the_owners_alone()
    {
        using var folder = new TestFolder();
        using var taken = DataFolder.Take(folder.Of("data"));

        Assert.Equal(Private, File.GetUnixFileMode(folder.Of("data")));
    }

    [Fact]
    public async Task A_second_server_says_so()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions());

        var second = await RunningServer.StartAsync(new ServerOptions { Port = 0, Data = server.Data }, false, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Contains(server.Data, Assert.IsType<ServerStart.Busy>(second).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_a_sentence()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions());
        using var folder = new TestFolder();

        var second = await RunningServer.StartAsync(
            new ServerOptions { Port = server.Address.Port, Data = folder.Path, LogLevel = LogLevel.Critical }, false, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Contains($"Port {server.Address.Port} is in use", Assert.IsType<ServerStart.Refused>(second).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_finds_everything_again()
    {
        using var folder = new TestFolder();
        var options = new ServerOptions { Port = 0, Data = folder.Path, LogLevel = LogLevel.Critical };
        FirstThings? first;
        await using (var server = await RunAsync(options))
        {
            first = await FirstThings.MakeAsync(server);
            Assert.NotNull(first);
        }

        await using var again = await RunAsync(options);
        Assert.Null(await FirstThings.MakeAsync(again));
        using var client = new HttpClient { BaseAddress = again.Address.Listening };
        (await client.AskAsync("GET", "/api/accounts/demo", authorization: "Bearer " + first.OperatorKey.Reveal())).Expect(200);
        (await client.AskAsync("GET", first.DemoUrl!.AbsolutePath + "/Users", authorization: "Bearer " + first.DemoToken!.Reveal())).Expect(200);
    }

    private static async Task<RunningServer> RunAsync(ServerOptions options) =>
        Assert.IsType<ServerStart.Running>(await RunningServer.StartAsync(options, false, TimeProvider.System, TestContext.Current.CancellationToken)).Server;
}
