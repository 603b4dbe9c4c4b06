using Microsoft.Extensions.Time.Testing;
using Rollcall.Core.Access;
using Rollcall.Core.Access.Assertions;

namespace Rollcall.Core.Tests.Access;

/// <summary>Assertions of an issuer (RFC 7523), by our own issuer: what is accepted, and every way in which one is not.</summary>
public sealed class AssertionTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly OAuthTrust s_trust = new() { Id = default, Issuer = TestIssuer.Url, Audience = "api://rollcall", Subject = "subject-1" };

    private readonly TestIssuer _issuer = new();
    private readonly FakeTimeProvider _time = new(s_now);

    public void Dispose() => _issuer.Dispose();

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"r1"}""", "", null)]
    [InlineData("""{"alg":"PS256","kid":"r1","typ":"JWT"}""", "", null)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "", null)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "aud=[\"other\",\"api://rollcall\"]", null)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "exp={now-299}", null)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "exp={now-300}", TokenFault.AssertionTimes)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "exp={now+100000}", TokenFault.AssertionTimes)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "exp=1e400", TokenFault.AssertionTimes)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "exp=\"9999999999\"", TokenFault.AssertionTimes)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "exp=null", TokenFault.AssertionTimes)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "nbf={now+299}", null)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "nbf={now+301}", TokenFault.AssertionTimes)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "aud=\"api://rollcall/\"", TokenFault.AudienceWrong)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "aud=[]", TokenFault.AudienceWrong)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "aud=7", TokenFault.AudienceWrong)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "sub=\"Subject-1\"", TokenFault.SubjectWrong)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "sub=null", TokenFault.SubjectWrong)]
    [InlineData("""{"alg":"ES256","kid":"e1"}""", "iss=\"https://issuer.example/tenant/v2.0/\"", TokenFault.IssuerUnknown)]
    [InlineData("""{"alg":"RS256","kid":"e1"}""", "", TokenFault.SignatureWrong)]
    [InlineData("""{"alg":"ES256","kid":"r1"}""", "", TokenFault.SignatureWrong)]
    [InlineData("""{"alg":"ES256","kid":"other"}""", "", TokenFault.SignatureWrong)]
    [InlineData("""{"alg":"ES256"}""", "", TokenFault.SignatureWrong)]
    public async Task An_assertion_is_judged_by_each_of_its_parts(string header, string change, TokenFault? expected)
    {
        var read = Assertion.Read(_issuer.Sign(header, Changed(change)));

        Assert.NotNull(read);
        Assert.Equal(expected, await Judge().JudgeAsync(read, s_trust, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None","kid":"r1"}""")]
    [InlineData("""{"alg":"HS256","kid":"r1"}""")]
    [InlineData("""{"alg":"rs256","kid":"r1"}""")]
    [InlineData("""{"alg":"RS1","kid":"r1"}""")]
    [InlineData("""{"alg":["RS256"],"kid":"r1"}""")]
    [InlineData("""{"alg":"RS256","alg":"none"}""")]
    [InlineData("""{"alg":"RS256","crit":["exp"],"kid":"r1"}""")]
    [InlineData("""{"kid":"r1"}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    public void A_header_that_asks_for_anything_else_is_no_assertion(string header) => Assert.Null(Assertion.Read(_issuer.Sign(header, TestIssuer.Claims(s_now))));

    [Fact]
    public void What_is_no_jwt_is_no_assertion()
    {
        var good = _issuer.Sign("""{"alg":"RS256","kid":"r1"}""", TestIssuer.Claims(s_now));
        string[] parts = good.Split('.');
        Assert.NotNull(Assertion.Read(good));
        Assert.All(
            ["", ".", "..", "a.b.c", good + ".", good + ".x", $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.=", new string('a', Assertion.Longest + 1)],
            text => Assert.Null(Assertion.Read(text)));
        Assert.Null(Assertion.Read(_issuer.Sign("""{"alg":"RS256"}""", """{"iss":"a","iss":"b"}""")));
        Assert.Null(Assertion.Read(_issuer.Sign("""{"alg":"RS256"}""", """{"iss":7}""")));
        Assert.Null(Assertion.Read(_issuer.Sign("""{"alg":"RS256"}""", new string('[', 3000))));
    }

    [Fact]
    public async Task A_changed_assertion_has_no_good_signature()
    {
        var parts = _issuer.Sign("""{"alg":"RS256","kid":"r1"}""", TestIssuer.Claims(s_now)).Split('.');
        var other = _issuer.Sign("""{"alg":"RS256","kid":"r1"}""", TestIssuer.Claims(s_now, ""","x":1""")).Split('.');

        Assert.Equal(TokenFault.SignatureWrong, await Judge().JudgeAsync(Assertion.Read($"{parts[0]}.{other[1]}.{parts[2]}")!, s_trust, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Keys_are_read_once_an_hour_and_for_an_unknown_key_once_a_minute()
    {
        var judge = Judge();
        var (known, unknown) = (Signed("r1"), Signed("r2"));
        Assert.Null(await JudgeAsync(judge, known));
        Assert.Null(await JudgeAsync(judge, known));
        Assert.Equal(["/tenant/v2.0/.well-known/openid-configuration", "/keys"], _issuer.Asked);

        // A minute of strangers costs the issuer one question.
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(TokenFault.SignatureWrong, await JudgeAsync(judge, unknown));
        }

        Assert.Equal(4, _issuer.Asked.Count);
        _issuer.Keys = TestIssuer.Set(_issuer.RsaKey("r1"), _issuer.RsaKey("r2"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await JudgeAsync(judge, unknown));
        Assert.Equal(6, _issuer.Asked.Count);
        _time.Advance(TimeSpan.FromMinutes(61));
        await JudgeAsync(judge, Signed("r2"));
        Assert.Equal(8, _issuer.Asked.Count);
    }

    [Fact]
    public async Task A_key_that_is_withdrawn_is_gone_within_the_hour_and_an_issuer_that_is_away_is_believed_for_a_day()
    {
        var judge = Judge();
        Assert.Null(await JudgeAsync(judge, Signed("r1")));
        _issuer.IsAway = true;
        _time.Advance(TimeSpan.FromHours(23));
        Assert.Null(await JudgeAsync(judge, Signed("r1")));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(TokenFault.IssuerAway, await JudgeAsync(judge, Signed("r1")));
        _issuer.IsAway = false;
        _issuer.Keys = TestIssuer.Set(_issuer.CurveKey("e1"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TokenFault.SignatureWrong, await JudgeAsync(judge, Signed("r1")));
    }

    [Theory]
    [InlineData("""{"issuer":"https://elsewhere.example","jwks_uri":"https://issuer.example/keys"}""")]
    [InlineData("""{"issuer":"https://issuer.example/tenant/v2.0"}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    public async Task A_discovery_document_of_somebody_else_leads_nowhere(string discovery)
    {
        _issuer.Discovery = discovery;
        Assert.Equal(TokenFault.IssuerAway, await JudgeAsync(Judge(), Signed("r1")));
    }

    [Fact]
    public async Task Pinned_keys_need_no_discovery()
    {
        Assert.Null(await Judge().JudgeAsync(Assertion.Read(Signed("r1"))!, s_trust with { JwksUri = "https://pinned.example/keys" }, TestContext.Current.CancellationToken));
        Assert.Equal(["/keys"], _issuer.Asked);
    }

    [Theory]
    [InlineData("""{"keys":7}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""nothing""", null)]
    [InlineData("""{"keys":[]}""", 0)]
    [InlineData("""{"keys":[7,{},{"kty":"oct","k":"AAAA"},{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},{"kty":"EC","crv":"secp256k1"}]}""", 0)]
    public void A_key_set_gives_the_keys_that_can_be_used(string document, int? expected) =>
        Assert.Equal(expected, IssuerKey.Read(System.Text.Encoding.UTF8.GetBytes(document))?.Count);

    [Fact]
    public void Only_so_many_keys_are_looked_at_and_none_that_encrypts()
    {
        var many = TestIssuer.Set([.. Enumerable.Range(0, 200).Select(n => _issuer.RsaKey("k" + n))]);
        Assert.Equal(IssuerKey.Most, IssuerKey.Read(System.Text.Encoding.UTF8.GetBytes(many))!.Count);
        Assert.Empty(IssuerKey.Read(System.Text.Encoding.UTF8.GetBytes(TestIssuer.Set(_issuer.RsaKey("a", ",\"use\":\"enc\""))))!);
    }

    private static string Changed(string change)
    {
        var claims = TestIssuer.Claims(s_now);
        if (change.Length == 0)
        {
            return claims;
        }

        var (name, value) = (change[..3], change[4..]);
        if (value.Contains("now", StringComparison.Ordinal))
        {
            value = (s_now.ToUnixTimeSeconds() + int.Parse(value[4..^1], System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var json = System.Text.Json.Nodes.JsonNode.Parse(claims)!.AsObject();
        json.Remove(name);
        var rest = json.ToJsonString();
        return $"{rest[..^1]},\"{name}\":{value}}}";
    }

    private string Signed(string key) => _issuer.Sign($$"""{"alg":"RS256","kid":"{{key}}"}""", TestIssuer.Claims(_time.GetUtcNow()));

    private AssertionJudge Judge() => new(new IssuerKeys(_issuer, _time), _time);

    private static async Task<TokenFault?> JudgeAsync(AssertionJudge judge, string text) =>
        await judge.JudgeAsync(Assertion.Read(text)!, s_trust, TestContext.Current.CancellationToken);
}
