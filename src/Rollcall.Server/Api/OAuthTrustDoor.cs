using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Events.Outbound;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Api;

/// <summary>Adds and revokes the trusts of OAuth clients. An issuer that the operator's rules for our own requests do not allow is refused here already.</summary>
internal sealed class OAuthTrustDoor(OAuthTrustRegister trusts, CredentialRegister credentials, OutboundRules rules, OAuthShapes shapes)
{
    public async Task<Results<Created<OAuthTrustView>, ProblemResult>> AddAsync(long account, OAuthClientId client, OAuthTrustWish wish, Origin origin)
    {
        foreach (var (name, url) in new[] { ("issuer", wish.Issuer), ("jwksUri", wish.JwksUri) })
        {
            if (url is not null && rules.RefuseUrl(url) is { } reason)
            {
                return new ProblemResult(400, "outbound-refused", $"{name}: {reason}", "Use the https URL that the identity provider names; an operator allows others by --outbound.");
            }
        }

        var trust = new OAuthTrust { Id = default, Issuer = wish.Issuer, Audience = wish.Audience, Subject = wish.Subject, JwksUri = wish.JwksUri };
        var outcome = await trusts.CreateAsync(account, client, trust, wish.ExpiresInDays, origin);
        return outcome.Match<Results<Created<OAuthTrustView>, ProblemResult>>(
            made => TypedResults.Created((string?)null, shapes.Of(made)), static refused => refused.ToProblem());
    }

    public async Task<Results<Ok<OAuthTrustView>, ProblemResult>> RevokeAsync(long account, OAuthTrust trust, Origin origin)
    {
        var outcome = await credentials.RevokeAsync(account, trust.Id, origin);
        return outcome.Match<Results<Ok<OAuthTrustView>, ProblemResult>>(
            after => TypedResults.Ok(shapes.Of(trust with { Standing = after })), static refused => refused.ToProblem());
    }
}
