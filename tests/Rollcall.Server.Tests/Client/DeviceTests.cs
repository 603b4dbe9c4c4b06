using System.Text;
using Rollcall.Core.Roll.Admitting;

namespace Rollcall.Server.Tests.Client;

/// <summary>Devices that give proof, and sessions that end (product rules 28 and 29).</summary>
public sealed class DeviceTests(TestServer server)
{
    private const string Anna = "anna@acme.example";

    [Fact]
    public async Task An_enrolled_device_connects_stays_and_goes()
    {
        var (tenant, _) = await PushedAsync();
        using var device = await TestDevice.EnrolledAsync(tenant, Anna);
        var allowed = (await device.ConnectAsync()).Expect(200);
        Assert.Equal(("allowed", ""), (allowed["decision"], allowed["reference"]));
        var session = allowed["session"];

        Assert.Equal("live", (await device.BeatAsync(session)).Expect(200)["state"]);
        Assert.Equal("laptop", (await tenant.Operator.ReadAsync($"{tenant.Path}/users/{Anna}/devices")).Expect(200)["items.0.label"]);
        Assert.Equal("live", (await tenant.Operator.ReadAsync($"{tenant.Path}/users/{Anna}/sessions")).Expect(200)["items.0.state"]);

        Assert.Equal("disconnected", (await device.BeatAsync(session, "disconnect")).Expect(200)["code"]);
        Assert.Equal("disconnected", (await device.BeatAsync(session)).Expect(200)["code"]);
    }

    [Fact]
    public async Task A_code_enrols_one_device_of_its_user_and_no_other()
    {
        var (tenant, _) = await PushedAsync();
        await tenant.PushAsync("bert", "bert@acme.example");
        using var first = new TestDevice(tenant, Anna);
        using var second = new TestDevice(tenant, Anna);
        using var foreign = new TestDevice(tenant, "bert@acme.example");
        var code = await first.CodeAsync();
        var refused = (await foreign.EnrolAsync(code)).Expect(403);
        Assert.Equal("refused", (await first.EnrolAsync("ENR-0000-0000-0000")).Expect(403)["decision"]);
        (await first.EnrolAsync(code)).Expect(201);
        Assert.Equal(refused.Json.ToString(), (await second.EnrolAsync(code)).Expect(403).Json.ToString());
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("block")]
    [InlineData("pool")]
    [InlineData("suspend")]
    [InlineData("device")]
    public async Task Whatever_takes_the_right_ends_the_session_for_good(string how)
    {
        var (tenant, id) = await PushedAsync();
        using var device = await TestDevice.EnrolledAsync(tenant, Anna);
        var session = (await device.ConnectAsync()).Expect(200)["session"];
        using var idp = tenant.Idp();
        var user = $"{tenant.Scim}/Users/{id}";
        const string Active = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":%}]}""";
        _ = how switch
        {
            "PATCH" => await idp.AskAsync("PATCH", user, Active.Replace("%", "false", StringComparison.Ordinal), "application/scim+json"),
            "DELETE" => await idp.AskAsync("DELETE", user),
            "block" => await tenant.Operator.SendAsync($"{tenant.Path}/users/{Anna}/block"),
            "pool" => await tenant.Operator.AskAsync("PUT", tenant.Path + "/licenses", """{"total":10,"ends":"2026-01-01T00:00:00Z"}"""),
            "suspend" => await tenant.Operator.AskAsync("PATCH", tenant.Path, """{"state":"suspended"}"""),
            _ => await tenant.Operator.AskAsync("DELETE", $"{tenant.Path}/devices/{device.Id:N}"),
        };

        var beat = await device.BeatAsync(session);
        if (how == "device")
        {
            beat.Expect(404);
            Assert.Equal("removed", (await tenant.Operator.ReadAsync($"{tenant.Path}/users/{Anna}/sessions")).Expect(200)["items.0.code"]);
            return;
        }

        Assert.Equal("ended", beat.Expect(200)["state"]);
        if (how == "PATCH")
        {
            (await idp.AskAsync("PATCH", user, Active.Replace("%", "true", StringComparison.Ordinal), "application/scim+json")).Expect(200);
            Assert.Equal("ended", (await device.BeatAsync(session)).Expect(200)["state"]);
            Assert.Equal("allowed", (await device.ConnectAsync()).Expect(200)["decision"]);
        }
    }

    /// <summary>Taken and given back between two heartbeats: the session is over all the same.</summary>
    [Fact]
    public async Task A_license_that_came_back_revives_no_session()
    {
        var (tenant, _) = await PushedAsync();
        using var device = await TestDevice.EnrolledAsync(tenant, Anna);
        var session = (await device.ConnectAsync()).Expect(200)["session"];
        (await tenant.Operator.SendAsync($"{tenant.Path}/users/{Anna}/block")).Expect(200);
        (await tenant.Operator.SendAsync($"{tenant.Path}/users/{Anna}/unblock")).Expect(200);
        Assert.Equal("licenseTaken", (await device.BeatAsync(session)).Expect(200)["code"]);
    }

    [Fact]
    public async Task The_fourth_device_is_refused_until_one_goes_and_no_other_is_evicted()
    {
        var (tenant, _) = await PushedAsync();
        var devices = new List<(TestDevice Device, string Session)>();
        for (var n = 0; n < 3; n++)
        {
            var device = await TestDevice.EnrolledAsync(tenant, Anna);
            devices.Add((device, (await device.ConnectAsync()).Expect(200)["session"]));
        }

        using var fourth = await TestDevice.EnrolledAsync(tenant, Anna);
        Assert.Equal("deviceLimit", (await fourth.ConnectAsync()).Expect(200)["code"]);
        Assert.Equal("allowed", (await devices[0].Device.ConnectAsync()).Expect(200)["decision"]);
        foreach (var (device, session) in devices)
        {
            Assert.Equal("live", (await device.BeatAsync(session)).Expect(200)["state"]);
        }

        await devices[1].Device.BeatAsync(devices[1].Session, "disconnect");
        Assert.Equal("allowed", (await fourth.ConnectAsync()).Expect(200)["decision"]);
        devices.ForEach(d => d.Device.Dispose());
    }

    [Fact]
    [Trait("incident", "CVE-2023-39522")]
    public async Task A_proof_that_is_not_in_order_is_as_none_and_the_reference_says_why()
    {
        var (tenant, _) = await PushedAsync();
        await tenant.PushAsync("bert", "bert@acme.example");
        using var device = await TestDevice.EnrolledAsync(tenant, Anna);
        var body = $$"""{"email":"{{Anna}}","subdomain":"{{tenant.Subdomain}}"}""";
        const string Path = "/client/v1/connect";
        string Proof(string verb, string path, string signed, TimeSpan ahead, Guid? id = null) =>
            DeviceProof.Write(device.Key, id ?? device.Id, TimeProvider.System.GetUtcNow() + ahead, verb, path, Encoding.UTF8.GetBytes(signed));

        var good = Proof("POST", Path, body, TimeSpan.FromSeconds(1));
        (await device.SendAsync(Path, body, good)).Expect(200);
        foreach (var (proof, why) in new[]
        {
            (good, "repetition"),
            (Proof("POST", Path, body, TimeSpan.FromMinutes(-10)), "600 seconds behind"),
            (Proof("POST", Path, body, TimeSpan.FromHours(1)), "ahead"),
            (Proof("POST", Path, body + " ", TimeSpan.FromSeconds(2)), "signature"),
            (Proof("PUT", Path, body, TimeSpan.FromSeconds(3)), "signature"),
            (Proof("POST", "/client/v1/heartbeat", body, TimeSpan.FromSeconds(4)), "signature"),
            (Proof("POST", Path, body, TimeSpan.FromSeconds(5), Guid.CreateVersion7()), "not enrolled"),
        })
        {
            var refused = (await device.SendAsync(Path, body, proof)).Expect(403);
            Assert.Equal(("refused", "", ""), (refused["decision"], refused["code"], refused["session"]));
            var opened = (await tenant.Operator.ReadAsync($"{tenant.Path}/admissions/{refused["reference"]}")).Expect(200);
            Assert.Equal("badProof", opened["decision"]);
            Assert.Contains(why, opened.Json.ToString(), StringComparison.Ordinal);
        }

        var bert = body.Replace(Anna, "bert@acme.example", StringComparison.Ordinal);
        (await device.SendAsync(Path, bert, Proof("POST", Path, bert, TimeSpan.FromSeconds(6)))).Expect(403);
        (await device.SendAsync(Path, body, "garbage")).Expect(403);
        (await device.SendAsync(Path, body, (string?)null)).Expect(403);
    }

    [Fact]
    public async Task A_session_is_kept_by_whoever_began_it()
    {
        var (tenant, _) = await PushedAsync();
        using var device = await TestDevice.EnrolledAsync(tenant, Anna);
        using var other = await TestDevice.EnrolledAsync(tenant, Anna);
        using var gateway = server.Client(await tenant.KeyAsync("gateway"));
        using var stranger = server.Client(await tenant.KeyAsync("gateway"));
        var session = (await device.ConnectAsync()).Expect(200)["session"];
        (await other.BeatAsync(session)).Expect(404);
        (await gateway.SendAsync("/client/v1/heartbeat", $$"""{"session":"{{session}}"}""")).Expect(404);

        var own = (await gateway.SendAsync("/client/v1/connect", $$"""{"email":"{{Anna}}","device":"phone"}""")).Expect(200)["session"];
        Assert.Equal("live", (await gateway.SendAsync("/client/v1/heartbeat", $$"""{"session":"{{own}}"}""")).Expect(200)["state"]);
        (await stranger.SendAsync("/client/v1/heartbeat", $$"""{"session":"{{own}}"}""")).Expect(404);
        (await device.BeatAsync(own)).Expect(404);
        using var nobody = server.Client();
        (await nobody.SendAsync("/client/v1/heartbeat", $$"""{"session":"{{own}}","subdomain":"{{tenant.Subdomain}}"}""")).Expect(404);
    }

    private async Task<(Tenant Tenant, string Id)> PushedAsync()
    {
        var tenant = await Tenant.CreateAsync(server);
        return (tenant, await tenant.PushAsync("anna", Anna));
    }
}
