using System.Text.Json;
using Rollcall.Server.Commands;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Commands;

/// <summary>Where no server runs, a command is one for a moment: the same code, the same answers.</summary>
public sealed class OfflineTests
{
    [Fact]
    public async Task Commands_work_on_the_data_folder_while_the_server_is_down()
    {
        using var folder = new TestFolder();
        var options = new ServerOptions { Port = 0, Data = folder.Path, LogLevel = LogLevel.Critical };
        string token;
        await using (var server = Running(await RunningServer.StartAsync(options, false, TimeProvider.System, TestContext.Current.CancellationToken)))
        {
            var made = await CommandLine.RunAsync(folder.Path, "account", "create", "acme", "--idp", "okta", "--json");
            token = JsonElement.Parse(made.Out).GetProperty("token").GetString()!;
        }

        var listed = await CommandLine.RunAsync(folder.Path, "account", "list", "--json");
        Assert.Equal((0, ""), (listed.Code, listed.Error));
        Assert.Equal("acme", JsonElement.Parse(listed.Out).GetProperty("items")[0].GetProperty("subdomain").GetString());

        Assert.Equal(0, (await CommandLine.RunAsync(folder.Path, "token", "revoke", token[..12])).Code);
        await using var again = Running(await RunningServer.StartAsync(options, false, TimeProvider.System, TestContext.Current.CancellationToken));
        var tokens = await CommandLine.RunAsync(folder.Path, "token", "list", "--json");
        Assert.Equal("revoked", JsonElement.Parse(tokens.Out).GetProperty("items")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Commands_that_come_together_take_turns()
    {
        using var folder = new TestFolder();
        var options = new ServerOptions { Port = 0, Data = folder.Path, LogLevel = LogLevel.Critical };
        await using (Running(await RunningServer.StartAsync(options, false, TimeProvider.System, TestContext.Current.CancellationToken)))
        {
            // Only the database is wanted.
        }

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => CommandLine.RunAsync(folder.Path, "account", "create", $"acme{n}", "--licenses", "1", "--idp", "okta", "--json")));

        Assert.All(made, static one => Assert.Equal((0, ""), (one.Code, one.Error)));
        var listed = await CommandLine.RunAsync(folder.Path, "account", "list", "--json");
        Assert.Equal(4, JsonElement.Parse(listed.Out).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_folder_without_data_is_said_and_not_filled()
    {
        using var folder = new TestFolder();
        var said = await CommandLine.RunAsync(folder.Path, "account", "create", "acme");

        Assert.Equal(Exit.Failed, said.Code);
        Assert.Contains("there is no database in it", said.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static RunningServer Running(ServerStart start) => Assert.IsType<ServerStart.Running>(start).Server;
}
