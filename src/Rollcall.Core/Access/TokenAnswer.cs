namespace Rollcall.Core.Access;

/// <summary>What became of an ask for an access token.</summary>
public abstract record TokenAnswer
{
    private TokenAnswer() { }

    /// <summary>Here it is.</summary>
    /// <param name="Text">The access token.</param>
    /// <param name="Expires">Until when it is accepted.</param>
    /// <param name="For">The secret or trust that it was given for.</param>
    public sealed record Granted(Secret Text, DateTimeOffset Expires, Credential For) : TokenAnswer;

    /// <summary>The proof does not hold.</summary>
    /// <param name="Why">For whom it concerns.</param>
    /// <param name="Client">The client that was named, where there is one: its directory's administrators want to see this.</param>
    public sealed record Refused(TokenFault Why, OAuthClient? Client) : TokenAnswer;
}

/// <summary>Why a proof does not hold.</summary>
public enum TokenFault
{
    /// <summary>There is no such client, or it was removed.</summary>
    ClientUnknown,

    /// <summary>The secret is none of this client's.</summary>
    SecretUnknown,

    /// <summary>The secret is past its time.</summary>
    SecretExpired,

    /// <summary>The secret was revoked.</summary>
    SecretRevoked,

    /// <summary>The assertion is no signed JWT of an algorithm that is accepted.</summary>
    AssertionMalformed,

    /// <summary>The client trusts no such issuer.</summary>
    IssuerUnknown,

    /// <summary>The trust in this issuer has expired or was revoked.</summary>
    TrustOver,

    /// <summary>The issuer's keys cannot be had now; nothing was judged.</summary>
    IssuerAway,

    /// <summary>None of the issuer's keys signed it.</summary>
    SignatureWrong,

    /// <summary>It is for another audience.</summary>
    AudienceWrong,

    /// <summary>It is about another subject.</summary>
    SubjectWrong,

    /// <summary>It has expired, is not yet valid, or lives too long.</summary>
    AssertionTimes,

    /// <summary>It was shown before.</summary>
    Replayed,
}
