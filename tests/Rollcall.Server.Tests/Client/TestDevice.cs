using System.Security.Cryptography;
using System.Text;
using Rollcall.Core.Roll.Admitting;

namespace Rollcall.Server.Tests.Client;

/// <summary>A person's device, as its client program would behave.</summary>
internal sealed class TestDevice(Tenant tenant, string email) : IDisposable
{
    private readonly HttpClient _http = tenant.Server.Client();
    private DateTimeOffset _last = DateTimeOffset.UnixEpoch;

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public string Code { get; set; } = "";

    public static async Task<TestDevice> EnrolledAsync(Tenant tenant, string email)
    {
        var device = new TestDevice(tenant, email);
        (await device.EnrolAsync(await device.CodeAsync())).Expect(201);
        return device;
    }

    public async Task<string> CodeAsync(int hours = 24) => (await tenant.Operator.SendAsync($"{tenant.Path}/users/{email}/device-codes", $$"""{"hours":{{hours}}}""")).Expect(200)["code"];

    public Task<Answered> EnrolAsync(string code) => SendAsync(
        "/client/v1/enroll", $$"""{"email":"{{email}}","subdomain":"{{tenant.Subdomain}}","code":"{{code}}","publicKey":"{{Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())}}","label":"laptop"}""");

    public Task<Answered> ConnectAsync() => SendAsync("/client/v1/connect", $$"""{"email":"{{email}}","subdomain":"{{tenant.Subdomain}}"}""");

    public Task<Answered> BeatAsync(string session, string route = "heartbeat") => SendAsync($"/client/v1/{route}", $$"""{"session":"{{session}}","subdomain":"{{tenant.Subdomain}}"}""");

    public async Task<Answered> SendAsync(string path, string body)
    {
        // A clock moves on between two proofs.
        _last = TimeProvider.System.GetUtcNow() + Ahead is var now && now > _last ? now : _last.AddMilliseconds(1);
        return await SendAsync(path, body, DeviceProof.Write(Key, Id, _last, "POST", path, Encoding.UTF8.GetBytes(body)));
    }

    public async Task<Answered> SendAsync(string path, string body, string? proof)
    {
        _http.DefaultRequestHeaders.Remove(DeviceProof.Header);
        if (proof is not null)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation(DeviceProof.Header, proof);
        }

        return await _http.AskAsync("POST", path, body);
    }

    public void Dispose()
    {
        Key.Dispose();
        _http.Dispose();
    }
}
