using Rollcall.Server.Hosting;

namespace Rollcall.EndToEnd.Tests;

/// <summary>Ctrl-C, by the process's own exit code.</summary>
public sealed class SignalTests
{
    [Fact]
    public async Task Who_stops_following_the_journal_has_done_well()
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await using var server = await ServerProcess.StartAsync(installation);
        using var tail = Executable.Start(installation, "journal", "tail", "--account", "demo", "--follow");
        Assert.Contains("account created", await tail.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await Executable.SignalAsync(tail, "INT"));
    }

    [Fact]
    public async Task A_command_that_is_stopped_before_it_is_done_says_so_by_its_code()
    {
        await using var installation = await Installation.CreateAsync("sqlite");
        await File.WriteAllBytesAsync(Path.Combine(installation.Folder, "rollcall.db"), [], TestContext.Current.CancellationToken);
        // Somebody else holds the folder, so the command waits for its turn.
        using var held = DataFolder.Take(installation.Folder);
        Assert.NotNull(held);
        using var waiting = Executable.Start(installation, "account", "list");
        Assert.Equal(130, await Executable.SignalAsync(waiting, "INT"));
    }
}
