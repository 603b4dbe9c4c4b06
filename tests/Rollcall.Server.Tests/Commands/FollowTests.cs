using System.Text;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary><c>journal tail --follow</c>: what happens is there at once, and Ctrl-C is the way to end it.</summary>
public sealed class FollowTests(TestServer server)
{
    [Fact]
    public async Task What_happens_is_told_as_it_happens_until_it_is_stopped()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new Lines();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, false, new Dictionary<string, string> { ["ROLLCALL__DATA"] = server.Data });
        var tail = CommandTree.RunAsync(["journal", "tail", "--account", tenant.Subdomain, "--follow", "--json"], terminal, stop.Token);

        await output.SeenAsync("token or key created");
        await tenant.PushAsync("anna", "anna@acme.example");
        await output.SeenAsync("\"subject\":\"anna\"");
        await tenant.PushAsync("ben", "ben@acme.example");
        await output.SeenAsync("\"subject\":\"ben\"");

        await stop.CancelAsync();
        Assert.Equal(Exit.Good, await tail);
        Assert.Equal("", error.ToString());
    }

    /// <summary>Collects what is written and lets a test wait for a text.</summary>
    private sealed class Lines : TextWriter
    {
        private readonly StringBuilder _text = new();
        private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void Write(ReadOnlySpan<char> buffer)
        {
            lock (_text)
            {
                _text.Append(buffer);
                _more.TrySetResult();
            }
        }

        public async Task SeenAsync(string text)
        {
            while (true)
            {
                Task more;
                lock (_text)
                {
                    if (_text.ToString().Contains(text, StringComparison.Ordinal))
                    {
                        return;
                    }

                    if (_more.Task.IsCompleted)
                    {
                        _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    }

                    more = _more.Task;
                }

                await more.WaitAsync(TestContext.Current.CancellationToken);
            }
        }
    }
}
