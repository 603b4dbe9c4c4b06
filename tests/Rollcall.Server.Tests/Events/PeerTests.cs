using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Rollcall.Core.Events.Outbound;
using Rollcall.Scim.Messages.Events;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Events;

/// <summary>Tokens of ours under a library that others made: Microsoft's, which knows nothing of Rollcall.</summary>
public sealed class PeerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pushed_token_is_genuine_to_a_foreign_library_and_a_changed_one_is_not()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions { Outbound = OutboundRules.Parse("loopback")! });
        await using var receiver = await LoopbackReceiver.StartAsync();
        var tenant = await Tenant.CreateAsync(server);
        (await tenant.Operator.SendAsync(tenant.Path + "/receivers", $$"""{"label":"siem","kind":"push","url":"{{receiver.Address}}"}""")).Expect(201);
        await tenant.PushAsync("anna", "anna@acme.example");
        var token = Encoding.ASCII.GetString((await receiver.UntilAsync(static all => all.Count >= 1, Ct))[0].Body);
        using var client = server.Client();
        var expected = new TokenValidationParameters
        {
            IssuerSigningKeys = JsonWebKeySet.Create(await client.GetStringAsync(new Uri($"/.well-known/rollcall/{tenant.Id}/jwks.json", UriKind.Relative), Ct)).GetSigningKeys(),
            ValidIssuer = tenant.BaseUrl,
            ValidAudience = receiver.Address,
            ValidTypes = ["secevent+jwt"],
            ValidAlgorithms = ["ES256"],

            // A token of an event tells what was: it does not expire (RFC 8417 section 2.2).
            RequireExpirationTime = false,
        };

        var read = await new JsonWebTokenHandler().ValidateTokenAsync(token, expected);

        Assert.True(read.IsValid, read.Exception?.Message);
        Assert.Contains(EventUris.CreateNotice, ((JsonWebToken)read.SecurityToken).GetPayloadValue<System.Text.Json.JsonElement>("events").GetRawText(), StringComparison.Ordinal);
        var parts = token.Split('.');
        var forged = string.Join('.', parts[0], Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace(":create:", ":delete:", StringComparison.Ordinal)), parts[2]);
        Assert.False((await new JsonWebTokenHandler().ValidateTokenAsync(forged, expected)).IsValid);
    }
}
