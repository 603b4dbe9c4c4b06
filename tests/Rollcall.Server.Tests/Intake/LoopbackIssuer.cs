using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rollcall.Server.Tests.Intake;

/// <summary>An identity provider on loopback that publishes its key and signs assertions.</summary>
internal sealed class LoopbackIssuer : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication _app;

    private LoopbackIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/tenant/.well-known/openid-configuration", () => Results.Text($$"""{"issuer":"{{Url}}","jwks_uri":"{{Root}}/keys"}""", "application/json"));
        _app.MapGet("/keys", Keys);
        _app.MapGet("/moved", () => Results.Redirect(Root + "/keys"));
        _app.MapGet("/flood", () => Results.Text(new string(' ', 100_000) + "{}", "application/json"));
    }

    public string Root => _app.Urls.First();

    public string Url => Root + "/tenant";

    public int Asked { get; private set; }

    public bool IsAway { get; set; }

    public static async Task<LoopbackIssuer> StartAsync()
    {
        var issuer = new LoopbackIssuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    public string Sign(string more = "", string subject = "object-1", string? issuer = null)
    {
        var head = Part("""{"alg":"ES256","kid":"k1","typ":"JWT"}""");
        var body = Part($$"""{"iss":"{{issuer ?? Url}}","aud":"api://rollcall","sub":"{{subject}}","exp":{{TimeProvider.System.GetUtcNow().AddMinutes(30).ToUnixTimeSeconds()}}{{more}}}""");
        return $"{head}.{body}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(head + "." + body), HashAlgorithmName.SHA256))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Keys()
    {
        Asked++;
        var point = _key.ExportParameters(false).Q;
        return IsAway
            ? Results.StatusCode(503)
            : Results.Text($$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"k1","use":"sig","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""", "application/json");
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
