using System.Diagnostics;
using System.Reflection;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>The sample as people start it: a process of its own.</summary>
public sealed class SampleTests(ScimServer server)
{
    [Fact]
    public async Task Sample_serves_a_user()
    {
        using var sample = Start();
        try
        {
            var address = await AddressAsync(sample) + "/scim/v2";
            var created = await Answer.SendAsync(
                server.Http, "POST", address + "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada@example.com"}""");
            Assert.Equal(201, created.Status);
            Assert.Equal($"http://localhost:5000/scim/v2/Users/{created.Id}", created.Headers["Location"]);
            Assert.Equal(created.Body, (await Answer.SendAsync(server.Http, "GET", $"{address}/Users/{created.Id}")).Body);
            (await Answer.SendAsync(server.Http, "GET", address + "/Users", null, ("Authorization", "Bearer x"))).Refused(401, null, "token");
        }
        finally
        {
            sample.Kill(entireProcessTree: true);
            await sample.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start()
    {
        var program = typeof(SampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SampleProgram").Value!;
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ScimToken"] = ScimServer.Token;
        return Process.Start(start)!;
    }

    private static async Task<string> AddressAsync(Process sample)
    {
        const string mark = "Now listening on: ";
        while (await sample.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0)
            {
                return line[(at + mark.Length)..].Trim();
            }
        }

        throw new InvalidOperationException("The sample ended before it listened.");
    }
}
