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
            await TryOwnTypesAsync(address);
            (await Answer.SendAsync(server.Http, "GET", address + "/Users", null, ("Authorization", "Bearer x"))).Refused(401, null, "token");
        }
        finally
        {
            sample.Kill(entireProcessTree: true);
            await sample.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>An extension and a resource type that the sample reads from a file.</summary>
    private async Task TryOwnTypesAsync(string address)
    {
        const string badge = "urn:example:scim:schemas:extension:badge:1.0:User";
        var user = await Answer.SendAsync(
            server.Http, "POST", address + "/Users", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{badge}}"],"userName":"bob","{{badge}}":{"number":"A7","floors":[1,2],"pin":"0000"} }""");
        Assert.True(user.Status == 201, user.Body);
        Assert.Equal("""{"number":"A7","floors":[1,2]}""", user.Json![badge]!.ToJsonString());
        Assert.Equal(1, (int)(await Answer.SendAsync(server.Http, "GET", $"{address}/Users?filter={badge}:number+eq+\"A7\"")).Json!["totalResults"]!);

        const string type = "urn:example:scim:schemas:core:1.0:Device";
        (await Answer.SendAsync(server.Http, "POST", address + "/Devices", $$"""{"schemas":["{{type}}"],"displayName":"laptop"}""")).Refused(400, "invalidValue", "serialNumber");
        var device = await Answer.SendAsync(server.Http, "POST", address + "/Devices", $$"""{"schemas":["{{type}}"],"serialNumber":"S1","retired":"False","owner":{"value":"{{user.Id}}"} }""");
        Assert.Equal((201, "Device", false), (device.Status, (string)device.Json!["meta"]!["resourceType"]!, (bool)device.Json["retired"]!));
        var path = $"{address}/Devices/{device.Id}";
        Assert.Equal(200, (await Answer.SendAsync(server.Http, "PATCH", path, Patch("""{"op":"replace","path":"retired","value":true}"""))).Status);
        (await Answer.SendAsync(server.Http, "PATCH", path, Patch("""{"op":"replace","path":"serialNumber","value":"S2"}"""))).Refused(400, "mutability", "serialNumber");
        Assert.Equal(1, (int)(await Answer.SendAsync(server.Http, "GET", address + "/Devices?filter=retired+eq+true+and+owner.value+pr&sortBy=serialNumber")).Json!["totalResults"]!);
        Assert.Equal(2, (int)(await Answer.SendAsync(server.Http, "GET", address + "?filter=userName+eq+\"bob\"+or+serialNumber+pr")).Json!["totalResults"]!);
        Assert.Equal(3, (int)(await Answer.SendAsync(server.Http, "GET", address + "/ResourceTypes")).Json!["totalResults"]!);
        Assert.Equal(204, (await Answer.SendAsync(server.Http, "DELETE", path)).Status);
    }

    private static string Patch(string operation) => $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""";

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
