using Rollcall.Core.Access;
using Rollcall.Core.Words;

namespace Rollcall.Server.Intake.Tokens;

/// <summary>Why no access token is given: RFC 6749 section 5.2, with a sentence for the administrator who reads it at the identity provider.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The RFC's word.</param>
/// <param name="Sentence">What is so; no quotes and no backslashes, which the RFC does not allow here.</param>
/// <param name="Word">The journal's word.</param>
internal sealed record TokenProblem(int Status, string Error, string Sentence, string Word)
{
    /// <summary>After how many seconds to ask again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Too many wrong proofs came from there.</summary>
    public static TokenProblem Slower { get; } = new(429, "slow_down", "Too many wrong secrets came from this address. Wait a minute, and correct the secret.", "tooManyGuesses") { RetryAfter = 60 };

    /// <summary>The proof came where others could read it.</summary>
    public static TokenProblem Exposed { get; } = new(
        403, "invalid_request", "The secret came over plain HTTP from another machine, so others may have read it. Revoke it in Rollcall, and use the https token URL.", "exposed");

    /// <summary>Another grant than ours.</summary>
    public static TokenProblem Grant { get; } = new(400, "unsupported_grant_type", "The grant_type must be client_credentials.", "badRequest");

    /// <summary>A scope that cannot be one.</summary>
    public static TokenProblem Scope { get; } = new(400, "invalid_scope", "The scope must be scim, or be left out.", "badRequest");

    /// <summary>Nobody says who asks.</summary>
    public static TokenProblem NoProof { get; } = Client("The request bears neither client_id and client_secret nor a client_assertion.", RefusalCodes.TokenMissing);

    /// <summary>A malformed request.</summary>
    public static TokenProblem Request(string sentence) => new(400, "invalid_request", sentence, "badRequest");

    /// <summary>A proof that does not hold. Only who knows the secret learns more than that.</summary>
    public static TokenProblem Of(TokenFault fault) => fault switch
    {
        TokenFault.SecretExpired => Client("The client secret has expired. Add a new one in Rollcall and paste it into the provisioning settings.", RefusalCodes.TokenExpired),
        TokenFault.SecretRevoked => Client("The client secret was revoked. Add a new one in Rollcall and paste it into the provisioning settings.", RefusalCodes.TokenRevoked),
        TokenFault.AssertionMalformed => Assertion("The client_assertion is no JWT that is signed by RS, PS or ES 256, 384 or 512."),
        TokenFault.IssuerUnknown => Assertion("The assertion's issuer is none that this client trusts. Compare the trust's issuer with the iss of the assertion, character by character."),
        TokenFault.TrustOver => Client("The trust in this issuer was revoked or has expired. Add a new one in Rollcall.", RefusalCodes.TokenRevoked),
        TokenFault.SignatureWrong => Assertion("None of the issuer's published keys signed the assertion."),
        TokenFault.AudienceWrong => Assertion("The assertion is for another audience than the trust names."),
        TokenFault.SubjectWrong => Assertion("The assertion is about another subject than the trust names."),
        TokenFault.AssertionTimes => Assertion("The assertion has expired, is not yet valid, or lives longer than a day; or a clock is wrong by more than five minutes."),
        TokenFault.Replayed => Assertion("The assertion was shown before; each jti is taken once."),
        TokenFault.IssuerAway => new TokenProblem(503, "temporarily_unavailable", "The issuer's keys cannot be had now. Nothing was judged: try again later.", "issuerAway") { RetryAfter = 30 },
        _ => Client("The client id and secret are not known here together. Check that both were pasted whole.", RefusalCodes.TokenUnknown),
    };

    private static TokenProblem Assertion(string sentence) => Client(sentence, "assertionRefused");

    private static TokenProblem Client(string sentence, string word) => new(401, "invalid_client", sentence, word);
}
