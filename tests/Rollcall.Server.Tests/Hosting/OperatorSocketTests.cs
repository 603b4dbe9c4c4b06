using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>Who can open the socket is the local operator; nobody else can.</summary>
public sealed class OperatorSocketTests(TestServer server)
{
    [Fact]
    public async Task The_socket_is_the_local_operator()
    {
        using var client = server.Operator();
        var me = (await client.ReadAsync("/api/me")).Expect(200);

        Assert.Equal(("operator", "local operator"), (me["kind"], me["name"]));
    }

    [Fact]
    public void Its_file_and_its_folder_are_the_owners_alone()
    {
        var path = OperatorSocket.PathOf(server.Data);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.True(PrivateFolder.IsPrivate(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task A_key_that_is_sent_over_it_counts_instead()
    {
        var tenant = await Tenant.CreateAsync(server);
        var support = await tenant.KeyAsync("support");

        var me = (await tenant.Operator.AskAsync("GET", "/api/me", authorization: "Bearer " + support)).Expect(200);

        Assert.Equal("support", me["kind"]);
    }

    [Fact]
    public void A_long_path_gets_a_short_one_that_is_always_the_same()
    {
        var data = "/srv/" + new string('x', 120);

        Assert.Equal(OperatorSocket.PathOf(data), OperatorSocket.PathOf(data));
        Assert.NotEqual(OperatorSocket.PathOf(data), OperatorSocket.PathOf(data + "y"));
        Assert.True(OperatorSocket.PathOf(data).Length <= 100);
    }

    [Fact]
    public async Task A_server_with_a_long_path_listens()
    {
        using var folder = new TestFolder();
        var data = folder.Of(new string('x', 120));
        var started = await Rollcall.Server.Commands.RunningServer.StartAsync(
            new ServerOptions { Data = data, LogLevel = LogLevel.Critical }, socketOnly: true, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var running = Assert.IsType<Rollcall.Server.Commands.ServerStart.Running>(started).Server;

        Assert.True(await Rollcall.Server.Remote.ApiClient.AnswersAsync(OperatorSocket.PathOf(data), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_folder_open_to_others_is_refused()
    {
        using var folder = new TestFolder();
        var run = folder.Of("run");
        Directory.CreateDirectory(run, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        Assert.Throws<IOException>(() => OperatorSocket.Prepare(Path.Combine(run, "operator.sock")));
    }
}
