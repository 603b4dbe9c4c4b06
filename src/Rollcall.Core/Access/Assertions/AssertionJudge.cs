namespace Rollcall.Core.Access.Assertions;

/// <summary>Judges an assertion by a trust (RFC 7523 section 3).</summary>
public sealed class AssertionJudge(IssuerKeys keys, TimeProvider time)
{
    /// <summary>How far the issuer's clock may be from ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>The longest time that an assertion may still live: those of a managed identity live for a day (learn.microsoft.com, 2026).</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(25);

    /// <summary>What is wrong with it; null where it proves what the trust asks for.</summary>
    public async ValueTask<TokenFault?> JudgeAsync(Assertion assertion, OAuthTrust trust, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        ArgumentNullException.ThrowIfNull(trust);
        if (await keys.FindAsync(trust, assertion.KeyId, ct) is not { } candidates)
        {
            return TokenFault.IssuerAway;
        }

        if (!candidates.Any(assertion.IsSignedBy))
        {
            return TokenFault.SignatureWrong;
        }

        var now = time.GetUtcNow();
        return assertion switch
        {
            _ when assertion.Issuer != trust.Issuer => TokenFault.IssuerUnknown,
            _ when !assertion.Audiences.Contains(trust.Audience, StringComparer.Ordinal) => TokenFault.AudienceWrong,
            _ when assertion.Subject != trust.Subject => TokenFault.SubjectWrong,
            { Expires: null } => TokenFault.AssertionTimes,
            { Expires: { } end } when end <= Seconds(now - Skew) || end > Seconds(now + LongestLife + Skew) => TokenFault.AssertionTimes,
            { NotBefore: { } begin } when begin > Seconds(now + Skew) => TokenFault.AssertionTimes,
            _ => null,
        };
    }

    private static double Seconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000d;
}
