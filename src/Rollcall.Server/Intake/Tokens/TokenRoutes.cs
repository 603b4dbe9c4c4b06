using System.Globalization;
using Rollcall.Core.Access;
using Rollcall.Core.Journal;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Intake.Tokens;

/// <summary>The token endpoint: OAuth 2.0 client credentials (RFC 6749 section 4.4). One for all accounts, since the client_id says whose it is.</summary>
internal static class TokenRoutes
{
    private const string Scope = "scim";
    private const int LongestScope = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(TokenEndpoint.Path, AskAsync).WithMetadata(new Demand.OwnProof()).ExcludeFromDescription();

    private static async Task AskAsync(HttpContext http, TokenDesk desk, GuessBound bound, ExchangeLog log, TimeProvider time)
    {
        var (at, started, ct) = (time.GetUtcNow(), time.GetTimestamp(), http.RequestAborted);
        var (form, malformed) = await TokenForm.ReadAsync(http.Request, ct);
        var problem = malformed ?? (Wire.Of(http).IsExposed(http.Request) ? TokenProblem.Exposed : Check(form!));
        TokenAsk? ask = null;
        if (problem is null)
        {
            (ask, problem) = ClientProof.Read(http.Request.Headers.Authorization, form!);
        }

        var source = http.Connection.RemoteIpAddress;
        var answer = problem is not null ? null : bound.Takes(source, ask!.ClientId) ? await desk.AskAsync(ask, ct) : null;
        if (answer is TokenAnswer.Refused(var fault, _))
        {
            if (fault != TokenFault.IssuerAway)
            {
                bound.WasWrong(source, ask!.ClientId);
            }

            problem = TokenProblem.Of(fault);
        }
        else if (answer is null)
        {
            problem ??= TokenProblem.Slower;
        }

        if (problem == TokenProblem.Exposed && ClientProof.Read(http.Request.Headers.Authorization, form!).Ask is { IsAssertion: false } read)
        {
            await http.RequestServices.GetRequiredService<Exposures>().NoteAsync(read.Proof, http);
        }

        // Taken before the answer leaves: who has read the answer finds it in the journal.
        log.Record(Seen(answer, ask, problem) with { At = at, Micros = (long)time.GetElapsedTime(started).TotalMicroseconds });
        await (answer is TokenAnswer.Granted granted ? GrantAsync(http, granted, time) : RefuseAsync(http, problem!));
    }

    private static TokenProblem? Check(TokenForm form) => form switch
    {
        _ when form["grant_type"] is null => TokenProblem.Request("The request has no grant_type."),
        _ when form["grant_type"] != "client_credentials" => TokenProblem.Grant,
        // Other words are ignored, and the answer says what was granted (section 3.3).
        _ when form["scope"] is { } scope && (scope.Length > LongestScope || scope.AsSpan().ContainsAnyExceptInRange(' ', '~')) => TokenProblem.Scope,
        _ => null,
    };

    private static Task GrantAsync(HttpContext http, TokenAnswer.Granted granted, TimeProvider time)
    {
        Head(http, StatusCodes.Status200OK);
        var seconds = Math.Max(1, (long)(granted.Expires - time.GetUtcNow()).TotalSeconds);
        return http.Response.WriteAsJsonAsync(new TokenGrant(granted.Text.Reveal(), "Bearer", seconds, Scope), ApiJson.Readable.TokenGrant, cancellationToken: http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, TokenProblem problem)
    {
        Head(http, problem.Status);
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"rollcall\"";
        }

        if (problem.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return http.Response.WriteAsJsonAsync(new TokenRefusal(problem.Error, problem.Sentence), ApiJson.Readable.TokenRefusal, cancellationToken: http.RequestAborted);
    }

    private static void Head(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
    }

    /// <summary>The directory whose client asks sees it among its exchanges; who names no client of ours is in the operator's bounded log.</summary>
    private static Exchange Seen(TokenAnswer? answer, TokenAsk? ask, TokenProblem? problem)
    {
        var (account, directory) = answer switch
        {
            TokenAnswer.Granted(_, _, var credential) => (credential.Account, (long?)credential.Owner.Value),
            TokenAnswer.Refused(_, { } client) => (client.Account, client.Directory.Value),
            _ => (0, null),
        };
        return new Exchange
        {
            At = default,
            Micros = 0,
            Account = account,
            Directory = directory,
            Kind = problem is null ? ExchangeKind.Read : problem.Status == StatusCodes.Status401Unauthorized ? ExchangeKind.Unauthorized : ExchangeKind.Refusal,
            Verb = HttpMethods.Post,
            Route = TokenEndpoint.Path,
            Pattern = TokenEndpoint.Path,
            Status = problem?.Status ?? StatusCodes.Status200OK,
            Code = problem?.Word,
            Detail = problem?.Sentence,
            Actor = answer is TokenAnswer.Granted { For.Prefix: var prefix } ? prefix : TokenText.PrefixOrNull(ask?.Proof) ?? "-",
        };
    }
}
