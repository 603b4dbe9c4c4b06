using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>The OAuth clients of a directory and their secrets.</summary>
internal static class OAuthRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string All = "/accounts/{account}/directories/{directory}/oauth-clients";
        const string Secrets = All + "/{client}/secrets";
        const string Trusts = All + "/{client}/trusts";
        var administer = new Demand.InAccount(Right.Administer);
        api.MapPost(All, CreateAsync).WithMetadata(administer).WithName("createOAuthClient").WithSummary("Creates an OAuth client of a directory; its first secret is in this answer and nowhere else.");
        api.MapGet(All, ListAsync).WithMetadata(new Demand.InAccount(Right.Read)).WithName("listOAuthClients").WithSummary("The OAuth clients of a directory, and when each secret was last used.");
        api.MapDelete(All + "/{client}", RemoveAsync).WithMetadata(administer).WithName("removeOAuthClient").WithSummary("Removes an OAuth client; its secrets and access tokens are accepted no more.");
        api.MapPost(Secrets, AddSecretAsync).WithMetadata(administer).WithName("addOAuthSecret").WithSummary("Adds a second secret, so that it can replace the first without an outage.");
        api.MapDelete(Secrets + "/{id}", RevokeSecretAsync).WithMetadata(administer).WithName("revokeOAuthSecret").WithSummary("Accepts a secret, and all access tokens that were given for it, no more.");
        api.MapPost(Trusts, AddTrustAsync).WithMetadata(administer).WithName("addOAuthTrust").WithSummary("Lets an OAuth client show assertions of an issuer instead of a secret (RFC 7523).");
        api.MapDelete(Trusts + "/{id}", RevokeTrustAsync).WithMetadata(administer).WithName("revokeOAuthTrust").WithSummary("Accepts assertions of an issuer, and all access tokens that were given for them, no more.");
    }

    private static async Task<Results<Created<IssuedOAuthSecret>, ProblemResult>> CreateAsync(
        string directory, OAuthClientWish wish, Visit visit, Asked asked, OAuthClientRegister clients, OAuthShapes shapes, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { Kind: DirectoryKind.Scim } row)
        {
            return Asked.NoDirectory;
        }

        var outcome = await clients.CreateAsync(
            new NewOAuthClient
            {
                Account = row.Account,
                Directory = row.Key,
                Label = wish.Label,
                TokenMinutes = wish.TokenMinutes ?? OAuthClient.DefaultTokenMinutes,
                HasSecret = !wish.NoSecret,
                Days = wish.ExpiresInDays ?? NewCredential.DefaultDays,
            },
            visit.Origin(201));
        return outcome.Match<Results<Created<IssuedOAuthSecret>, ProblemResult>>(
            issued => TypedResults.Created((string?)null, shapes.Of(issued, row, visit.Account)), static refused => refused.ToProblem());
    }

    private static async Task<Results<Ok<OAuthClientList>, ProblemResult>> ListAsync(
        string directory, Visit visit, Asked asked, OAuthClientRegister clients, OAuthShapes shapes, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        var all = await clients.OfDirectoryAsync(row.Account, row.Key, ct);
        return TypedResults.Ok(new OAuthClientList([.. all.Select(facts => shapes.Of(facts, row, visit.Account))]));
    }

    private static async Task<Results<Ok<OAuthClientView>, ProblemResult>> RemoveAsync(
        string directory, string client, Visit visit, Asked asked, OAuthClientRegister clients, OAuthShapes shapes, CancellationToken ct)
    {
        if (await FindAsync(directory, client, visit, asked, clients, ct) is not var (row, facts))
        {
            return NoClient;
        }

        var outcome = await clients.RemoveAsync(row.Account, facts.Client.Id, visit.Origin(200));
        return outcome.Match<Results<Ok<OAuthClientView>, ProblemResult>>(
            after => TypedResults.Ok(shapes.Of(after, [], [], row, visit.Account)), static refused => refused.ToProblem());
    }

    private static async Task<Results<Created<IssuedOAuthSecret>, ProblemResult>> AddSecretAsync(
        string directory, string client, OAuthSecretWish wish, Visit visit, Asked asked, OAuthClientRegister clients, OAuthShapes shapes, CancellationToken ct)
    {
        if (await FindAsync(directory, client, visit, asked, clients, ct) is not var (row, facts))
        {
            return NoClient;
        }

        var outcome = await clients.AddSecretAsync(row.Account, facts.Client.Id, wish.ExpiresInDays ?? NewCredential.DefaultDays, visit.Origin(201));
        return outcome.Match<Results<Created<IssuedOAuthSecret>, ProblemResult>>(
            issued => TypedResults.Created((string?)null, shapes.Of(issued, row, visit.Account)), static refused => refused.ToProblem());
    }

    private static async Task<Results<Ok<OAuthSecretView>, ProblemResult>> RevokeSecretAsync(
        string directory, string client, string id, Visit visit, Asked asked, OAuthClientRegister clients, CredentialRegister credentials, OAuthShapes shapes, CancellationToken ct)
    {
        if (await FindAsync(directory, client, visit, asked, clients, ct) is not var (row, facts))
        {
            return NoClient;
        }

        if (KeyRoutes.Named(facts.Secrets, id) is not { } secret)
        {
            return KeyRoutes.Unknown;
        }

        var outcome = await credentials.RevokeAsync(row.Account, secret.Id, visit.Origin(200));
        return outcome.Match<Results<Ok<OAuthSecretView>, ProblemResult>>(after => TypedResults.Ok(shapes.Of(after)), static refused => refused.ToProblem());
    }

    private static async Task<Results<Created<OAuthTrustView>, ProblemResult>> AddTrustAsync(
        string directory, string client, OAuthTrustWish wish, Visit visit, Asked asked, OAuthClientRegister clients, OAuthTrustDoor trusts, CancellationToken ct)
    {
        if (await FindAsync(directory, client, visit, asked, clients, ct) is not var (row, facts))
        {
            return NoClient;
        }

        return await trusts.AddAsync(row.Account, facts.Client.Id, wish, visit.Origin(201));
    }

    private static async Task<Results<Ok<OAuthTrustView>, ProblemResult>> RevokeTrustAsync(
        string directory, string client, string id, Visit visit, Asked asked, OAuthClientRegister clients, OAuthTrustDoor trusts, CancellationToken ct)
    {
        if (await FindAsync(directory, client, visit, asked, clients, ct) is not var (row, facts))
        {
            return NoClient;
        }

        return KeyRoutes.Named(facts.Trusts.Select(static t => t.Standing!), id) is { } standing
            ? await trusts.RevokeAsync(row.Account, facts.Trusts.First(t => t.Id == standing.Id), visit.Origin(200))
            : KeyRoutes.Unknown;
    }

    private static ProblemResult NoClient { get; } = Refusals.Missing(
        "oauth-client-unknown", "There is no such OAuth client in this directory.", "Name it by client id or label; 'rollcall oauth list' shows both.");

    private static async ValueTask<(DirectoryRow Directory, OAuthClientFacts Facts)?> FindAsync(
        string directory, string client, Visit visit, Asked asked, OAuthClientRegister clients, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return null;
        }

        var all = await clients.OfDirectoryAsync(row.Account, row.Key, ct);
        var named = Guid.TryParse(client, out var id)
            ? all.Where(facts => facts.Client.Id.Value == id).ToList()
            : all.Where(facts => string.Equals(facts.Client.Label, client, StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [var only] ? (row, only) : null;
    }
}
