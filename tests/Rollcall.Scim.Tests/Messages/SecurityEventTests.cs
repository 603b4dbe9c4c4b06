using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages;
using Rollcall.Scim.Messages.Events;

namespace Rollcall.Scim.Tests.Messages;

public sealed class SecurityEventTests
{
    private static readonly JsonObject Figures = Samples.Json(Tables.Data("rfc9967-figures.json"));

    public static TheoryData<string> FigureNumbers => [.. Figures.Select(figure => figure.Key)];

    [Theory, MemberData(nameof(FigureNumbers))]
    public void Every_figure_of_the_RFC_is_read_and_written_again(string number)
    {
        var figure = (JsonObject)Figures[number]!.DeepClone();
        var claims = SecurityEvent.Read(Samples.Bytes(figure.ToJsonString())).Ok();
        Assert.DoesNotContain(claims.Events, e => e is ScimEvent.Other);
        if (figure["aud"] is JsonArray { Count: 1 } only)
        {
            figure["aud"] = only[0]!.DeepClone();
        }

        Assert.True(JsonNode.DeepEquals(figure, claims.ToJson()), claims.ToJson().ToJsonString());
    }

    [Fact]
    public void The_figures_hold_what_their_sections_say()
    {
        Assert.Equal(["members"], Assert.IsType<EventContent.Notice>(Assert.IsType<ScimEvent.Patched>(Only("7")).Content).Attributes);
        Assert.Equal("a330bc54f0671c9", Assert.IsType<ScimEvent.Replaced>(Only("8")).Version);
        Assert.Equal("jdoe", (string?)Assert.IsType<EventContent.Full>(Assert.IsType<ScimEvent.Created>(Only("4")).Content).Data["userName"]);
        Assert.IsType<ScimEvent.Deleted>(Only("10"));
        Assert.IsType<ScimEvent.Activated>(Only("11"));
        var failed = Assert.IsType<ScimEvent.Completed>(Only("15")).Result;
        Assert.Equal(("PUT", 400, ScimErrorType.InvalidSyntax), (failed.Method, failed.Status, failed.Error!.Type));
    }

    [Theory]
    [InlineData("""{"iat":1,"iss":"i","sub_id":{"format":"scim","uri":"/Users/1"},"events":{"u":{}}}""")]
    [InlineData("""{"jti":"1","iss":"i","sub_id":{"format":"scim","uri":"/Users/1"},"events":{"u":{}}}""")]
    [InlineData("""{"jti":"1","iat":1,"sub_id":{"format":"scim","uri":"/Users/1"},"events":{"u":{}}}""")]
    [InlineData("""{"jti":"1","iat":1,"iss":"i","events":{"u":{}}}""")]
    [InlineData("""{"jti":"1","iat":1,"iss":"i","sub_id":{"format":"email","email":"a@b"},"events":{"u":{}}}""")]
    [InlineData("""{"jti":"1","iat":1,"iss":"i","sub":"x","sub_id":{"format":"scim","uri":"/Users/1"},"events":{"u":{}}}""")]
    [InlineData("""{"jti":"1","iat":1,"iss":"i","sub_id":{"format":"scim","uri":"/Users/1"},"events":{}}""")]
    [InlineData("""{"jti":"1","iat":1,"iss":"i","sub_id":{"format":"scim","uri":"/Users/1"},"events":{"urn:ietf:params:scim:event:prov:put:full":{"attributes":["a"]}}}""")]
    [InlineData("""{"jti":"1","iat":1,"iss":"i","sub_id":{"format":"scim","uri":"/Users/1"},"events":{"urn:ietf:params:scim:event:prov:put:full":{"attributes":["a"],"data":{}}}}""")]
    [InlineData("""{"jti":"1","iat":1e99,"iss":"i","sub_id":{"format":"scim","uri":"/Users/1"},"events":{"u":{}}}""")]
    public void Claims_that_are_no_SCIM_event_are_refused(string claims) => Assert.Equal("! 400", SecurityEvent.Read(Samples.Bytes(claims)).Error!.Shown());

    [Fact]
    public void What_was_signed_is_verified_and_nothing_else()
    {
        using var signer = new KeyPairSigner("k1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        using var other = new KeyPairSigner("k1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var token = SetToken.Sign(Event(), signer);
        var verifier = Verifier(signer);
        Assert.Equal(Event().ToJson().ToJsonString(), Assert.IsType<SetVerdict.Genuine>(verifier.Verify(token, Now)).Event.ToJson().ToJsonString());
        Assert.Equal(SetErrors.AuthenticationFailed, Refusal(verifier, SetToken.Sign(Event(), other)));
        Assert.Equal(SetErrors.InvalidIssuer, Refusal(verifier, SetToken.Sign(Event() with { Issuer = "https://b" }, signer)));
        Assert.Equal(SetErrors.InvalidAudience, Refusal(verifier, SetToken.Sign(Event() with { Audience = [] }, signer)));
        Assert.Equal(SetErrors.InvalidRequest, Refusal(verifier, SetToken.Sign(Event() with { IssuedAt = Now.AddHours(1) }, signer)));
        Assert.Equal(SetErrors.InvalidKey, Refusal(new SetVerifier { Keys = [], Issuer = "https://a", Audience = "us" }, token));
        Assert.Equal(SetErrors.InvalidRequest, Refusal(verifier, "x"));
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"secevent+jwt","kid":"k1"}""", SetErrors.InvalidKey)]
    [InlineData("""{"alg":"HS256","typ":"secevent+jwt","kid":"k1"}""", SetErrors.InvalidKey)]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"k1"}""", SetErrors.InvalidRequest)]
    [InlineData("""{"alg":"ES256","kid":"k1"}""", SetErrors.InvalidRequest)]
    [InlineData("""{"alg":"ES256","typ":"secevent+jwt"}""", SetErrors.InvalidKey)]
    [InlineData("""{"alg":"ES256","typ":"secevent+jwt","kid":"k1","crit":["b64"],"b64":false}""", SetErrors.InvalidRequest)]
    public void A_header_cannot_choose_how_it_is_verified(string header, string code)
    {
        using var signer = new KeyPairSigner("k1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var signed = Base64(header) + "." + Base64(Event().ToJson().ToJsonString());
        Assert.Equal(code, Refusal(Verifier(signer), signed + "." + Convert.ToBase64String(signer.Sign(Encoding.ASCII.GetBytes(signed))).Replace('+', '-').Replace('/', '_').TrimEnd('=')));
    }

    [Fact]
    public void Keys_are_published_and_read_back_and_weak_or_foreign_ones_passed_over()
    {
        using var signer = new KeyPairSigner("k1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var set = VerificationKey.ToJson([signer.PublicKey]);
        Assert.Equal(["kid", "use", "alg", "kty", "crv", "x", "y"], ((JsonObject)set["keys"]![0]!).Select(p => p.Key));
        set["keys"]!.AsArray().Add(Samples.Json("""{"kty":"RSA","kid":"weak","n":"AQAB","e":"AQAB"}"""));
        set["keys"]!.AsArray().Add(Samples.Json("""{"kty":"oct","kid":"shared","k":"AQAB"}"""));
        set["keys"]!.AsArray().Add(Samples.Json("""{"kty":"EC","crv":"P-256","kid":"off","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"}"""));
        using var rsa = RSA.Create(2048);
        var modulus = rsa.ExportParameters(false);
        set["keys"]!.AsArray().Add(Samples.Json($$"""{"kty":"RSA","kid":"r1","alg":"RS256","n":"{{Base64(modulus.Modulus!)}}","e":"{{Base64(modulus.Exponent!)}}"}"""));
        var keys = VerificationKey.ReadSet(Samples.Bytes(set.ToJsonString())).Ok();
        Assert.Equal(["k1 ES256", "r1 RS256"], keys.Select(k => k.Id + " " + k.Algorithm));
        Assert.True(keys[0].Verifies("x"u8, signer.Sign("x"u8)));
        Assert.True(keys[1].Verifies("x"u8, rsa.SignData("x"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        Assert.Equal("! 400", VerificationKey.ReadSet("{}"u8.ToArray()).Error!.Shown());
    }

    /// <summary>RFC 7515 appendix A.3: somebody else's ES256.</summary>
    [Fact]
    public void The_example_of_the_JWS_RFC_verifies()
    {
        var keys = VerificationKey.ReadSet(Samples.Bytes(
            """{"keys":[{"kty":"EC","crv":"P-256","kid":"a3","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""")).Ok();
        const string Signed = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        const string Signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        Assert.True(keys.Single().Verifies(Encoding.ASCII.GetBytes(Signed), System.Buffers.Text.Base64Url.DecodeFromChars(Signature)));
    }

    [Fact]
    public void No_change_of_a_single_byte_passes()
    {
        using var signer = new KeyPairSigner("k1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var token = SetToken.Sign(Event(), signer);
        var verifier = Verifier(signer);
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.Int[0, token.Length - 1], CsCheck.Gen.Char['!', '~']),
            change =>
            {
                var (at, letter) = change;
                var changed = token[..at] + letter + token[(at + 1)..];
                Assert.True(SameBytes(changed, token) || verifier.Verify(changed, Now) is SetVerdict.Refused);
            },
            iter: Effort.Of(300));
    }

    [Fact]
    public void Discovery_tells_of_events_only_where_there_are_some()
    {
        var silent = DiscoveryDocuments.ServiceProviderConfig(new ProviderFeatures(), "https://a");
        Assert.False(silent.ContainsKey("securityEvents"));
        var told = DiscoveryDocuments.ServiceProviderConfig(new ProviderFeatures { EventUris = [EventUris.Delete], AsyncRequests = AsyncRequests.Request }, "https://a");
        Assert.Equal("""{"asyncRequest":"request","eventUris":["urn:ietf:params:scim:event:prov:delete"]}""", told["securityEvents"]!.ToJsonString());
    }

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 7, 0, 0, TimeSpan.Zero);

    private static SetVerifier Verifier(KeyPairSigner signer) => new() { Keys = [signer.PublicKey], Issuer = "https://a", Audience = "us" };

    private static SecurityEvent Event() => new()
    {
        Id = "1",
        Issuer = "https://a",
        Audience = ["us"],
        IssuedAt = Now,
        Transaction = "t",
        Subject = new EventSubject { Uri = "/Users/1" },
        Events = [new ScimEvent.Patched(new EventContent.Notice(["active"]), "W/\"2\""), new ScimEvent.Deactivated()],
    };

    private static ScimEvent Only(string figure) => SecurityEvent.Read(Samples.Bytes(Figures[figure]!.ToJsonString())).Ok().Events.Single();

    private static string Refusal(SetVerifier verifier, string token) => Assert.IsType<SetVerdict.Refused>(verifier.Verify(token, Now)).Error.Code;

    /// <summary>The last letter of a part has bits that mean nothing.</summary>
    private static bool SameBytes(string left, string right)
    {
        var (a, b) = (left.Split('.'), right.Split('.'));
        return a.Length == b.Length && a.Zip(b).All(p => System.Buffers.Text.Base64Url.IsValid(p.First)
            && System.Buffers.Text.Base64Url.DecodeFromChars(p.First).AsSpan().SequenceEqual(System.Buffers.Text.Base64Url.DecodeFromChars(p.Second)));
    }

    private static string Base64(string text) => Base64(Encoding.UTF8.GetBytes(text));

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
