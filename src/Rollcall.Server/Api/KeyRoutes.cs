using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Tokens of directories, keys of people and programs.</summary>
internal static class KeyRoutes
{
    private const string KeyKinds = "'administrator', 'support' or 'gateway'";

    public static void Map(IEndpointRouteBuilder api)
    {
        const string Tokens = "/accounts/{account}/directories/{directory}/tokens";
        const string Keys = "/accounts/{account}/keys";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapPost(Tokens, CreateTokenAsync).WithMetadata(administer).WithName("createToken").WithSummary("Creates a token of a directory; its secret is in this answer and nowhere else.");
        api.MapGet(Tokens, ListTokensAsync).WithMetadata(read).WithName("listTokens").WithSummary("The tokens of a directory, without their secrets.");
        api.MapDelete(Tokens + "/{id}", RevokeTokenAsync).WithMetadata(administer).WithName("revokeToken").WithSummary("Accepts a token no more.");
        api.MapPost(Keys, CreateKeyAsync).WithMetadata(administer).WithName("createKey").WithSummary("Creates a key to this account; its secret is in this answer and nowhere else.");
        api.MapGet(Keys, ListKeysAsync).WithMetadata(read).WithName("listKeys").WithSummary("The keys of an account, without their secrets.");
        api.MapDelete(Keys + "/{id}", RevokeKeyAsync).WithMetadata(administer).WithName("revokeKey").WithSummary("Accepts a key no more.");
        api.MapPost(Keys + "/{id}/rotate", RotateKeyAsync).WithMetadata(administer).WithName("rotateKey").WithSummary("Makes a second key like this one; both are accepted until one is revoked.");
        api.MapPost("/accounts/{account}/exposures", ReportAsync).WithMetadata(administer).WithName("reportExposure").WithSummary("Marks a token, client secret or key that others may have read (RC111); it is accepted until it is revoked.");
        api.MapPost("/operators/keys", CreateOperatorKeyAsync).WithMetadata(new Demand.Here(Right.Operate)).WithName("createOperatorKey").WithSummary("Creates an operator's key.");
        api.MapGet("/operators/keys", ListOperatorKeysAsync).WithMetadata(new Demand.Here(Right.Operate)).WithName("listOperatorKeys").WithSummary("The operators' keys, without their secrets.");
        api.MapPost("/operators/keys/{id}/rotate", RotateOperatorKeyAsync).WithMetadata(new Demand.Here(Right.Operate)).WithName("rotateOperatorKey").WithSummary("Makes a second operator's key like this one; both are accepted until one is revoked.");
        api.MapDelete("/operators/keys/{id}", RevokeOperatorKeyAsync).WithMetadata(new Demand.Here(Right.Operate)).WithName("revokeOperatorKey").WithSummary("Accepts an operator's key no more.");
    }

    private static async Task<Results<Created<IssuedToken>, ProblemResult>> CreateTokenAsync(
        string directory, TokenWish wish, Visit visit, Asked asked, CredentialRegister credentials, ServerAddress address, TimeProvider time, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { Kind: DirectoryKind.Scim } row)
        {
            return Asked.NoDirectory;
        }

        var token = new NewCredential
        {
            Kind = CredentialKind.Directory,
            Account = row.Account,
            Owner = row.Key,
            Label = wish.Label ?? "",
            Days = wish.ExpiresInDays ?? NewCredential.DefaultDays,
        };
        var outcome = await credentials.CreateAsync(token, visit.Origin(201));
        var url = Shapes.BaseUrlOf(row, visit.Account, address.Public).ToString();
        return outcome.Match<Results<Created<IssuedToken>, ProblemResult>>(
            issued => TypedResults.Created((string?)null, new IssuedToken(issued.Secret.Reveal(), url, Shapes.Of(issued.Credential, time.GetUtcNow()))),
            static refused => refused.ToProblem());
    }

    private static async Task<Results<Ok<KeyList>, ProblemResult>> ListTokensAsync(
        string directory, Visit visit, Asked asked, CredentialRegister credentials, TimeProvider time, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        return TypedResults.Ok(List(await credentials.OfDirectoryAsync(row.Account, row.Key, ct), time));
    }

    private static async Task<Results<Ok<KeyView>, ProblemResult>> RevokeTokenAsync(
        string directory, string id, Visit visit, Asked asked, CredentialRegister credentials, TimeProvider time, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        var tokens = await credentials.OfDirectoryAsync(row.Account, row.Key, ct);
        return await RevokeAsync(tokens, row.Account, id, visit, credentials, time);
    }

    private static async Task<Results<Created<IssuedKey>, ProblemResult>> CreateKeyAsync(KeyWish wish, Visit visit, CredentialRegister credentials, TimeProvider time)
    {
        var kind = WireWords.Value<CredentialKind>(wish.Kind);
        if (kind is not (CredentialKind.Administrator or CredentialKind.Support or CredentialKind.Gateway))
        {
            return Refusals.NotAllowed("kind", wish.Kind, KeyKinds);
        }

        return await IssueAsync(kind.Value, visit.Account.Number, new OperatorKeyWish(wish.Label, wish.ExpiresInDays, wish.Routes), visit, credentials, time);
    }

    private static async Task<Ok<KeyList>> ListKeysAsync(Visit visit, CredentialRegister credentials, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(List((await credentials.OfAccountAsync(visit.Account.Number, ct)).Where(static key => Authority.IsKey(key.Kind)), time));

    private static async Task<Results<Ok<KeyView>, ProblemResult>> RevokeKeyAsync(
        string id, Visit visit, CredentialRegister credentials, TimeProvider time, CancellationToken ct)
    {
        var keys = (await credentials.OfAccountAsync(visit.Account.Number, ct)).Where(static key => Authority.IsKey(key.Kind)).ToList();
        return await RevokeAsync(keys, visit.Account.Number, id, visit, credentials, time);
    }

    private static async Task<Results<Ok<KeyView>, ProblemResult>> ReportAsync(ExposureWish wish, Visit visit, CredentialRegister credentials, TimeProvider time, CancellationToken ct)
    {
        if (Named(await credentials.OfAccountAsync(visit.Account.Number, ct), wish.Name) is not { } found)
        {
            return Unknown;
        }

        var outcome = await credentials.ExposeAsync(visit.Account.Number, found.Id, visit.Origin(200));
        return outcome.Match<Results<Ok<KeyView>, ProblemResult>>(row => TypedResults.Ok(Shapes.Of(row, time.GetUtcNow())), static refused => refused.ToProblem());
    }

    private static Task<Results<Created<IssuedKey>, ProblemResult>> CreateOperatorKeyAsync(
        OperatorKeyWish wish, Visit visit, CredentialRegister credentials, TimeProvider time) =>
        IssueAsync(CredentialKind.Operator, 0, wish, visit, credentials, time);

    private static async Task<Ok<KeyList>> ListOperatorKeysAsync(CredentialRegister credentials, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(List(await credentials.OfAccountAsync(0, ct), time));

    private static async Task<Results<Ok<KeyView>, ProblemResult>> RevokeOperatorKeyAsync(
        string id, Visit visit, CredentialRegister credentials, TimeProvider time, CancellationToken ct) =>
        await RevokeAsync(await credentials.OfAccountAsync(0, ct), 0, id, visit, credentials, time);

    private static async Task<Results<Created<IssuedKey>, ProblemResult>> IssueAsync(
        CredentialKind kind, long account, OperatorKeyWish asked, Visit visit, CredentialRegister credentials, TimeProvider time)
    {
        if (visit.Caller.IsNarrowed)
        {
            return MakesNoKeys;
        }

        var limits = asked.Routes is { Count: > 0 } routes ? RouteLimits.Parse(routes) : null;
        if (limits is null && asked.Routes is { Count: > 0 })
        {
            return RoutesInvalid;
        }

        var wish = new NewCredential { Kind = kind, Account = account, Label = asked.Label, Days = asked.ExpiresInDays ?? NewCredential.DefaultDays, Routes = limits };
        return Issued(await credentials.CreateAsync(wish, visit.Origin(201)), time);
    }

    private static async Task<Results<Created<IssuedKey>, ProblemResult>> RotateKeyAsync(
        string id, KeyRotation wish, Visit visit, CredentialRegister credentials, TimeProvider time, CancellationToken ct) =>
        await RotateAsync(visit.Account.Number, id, wish, visit, credentials, time, ct);

    private static async Task<Results<Created<IssuedKey>, ProblemResult>> RotateOperatorKeyAsync(
        string id, KeyRotation wish, Visit visit, CredentialRegister credentials, TimeProvider time, CancellationToken ct) =>
        await RotateAsync(0, id, wish, visit, credentials, time, ct);

    private static async Task<Results<Created<IssuedKey>, ProblemResult>> RotateAsync(
        long account, string name, KeyRotation wish, Visit visit, CredentialRegister credentials, TimeProvider time, CancellationToken ct)
    {
        if (Named((await credentials.OfAccountAsync(account, ct)).Where(static key => Authority.IsKey(key.Kind)), name) is not { } found)
        {
            return Unknown;
        }

        // Else who is narrowed would get a key that is not.
        if (visit.Caller is Caller.Holder { IsNarrowed: true, Key.Id: var own } && own != found.Id)
        {
            return MakesNoKeys;
        }

        return Issued(await credentials.RotateAsync(account, found, wish.ExpiresInDays, visit.Origin(201)), time);
    }

    private static Results<Created<IssuedKey>, ProblemResult> Issued(Outcome<IssuedCredential> outcome, TimeProvider time) => outcome.Match<Results<Created<IssuedKey>, ProblemResult>>(
        issued => TypedResults.Created((string?)null, new IssuedKey(issued.Secret.Reveal(), Shapes.Of(issued.Credential, time.GetUtcNow()))),
        static refused => refused.ToProblem());

    /// <summary>Revokes one of a list, named by its id or its readable prefix.</summary>
    private static async Task<Results<Ok<KeyView>, ProblemResult>> RevokeAsync(
        List<Credential> among, long account, string name, Visit visit, CredentialRegister credentials, TimeProvider time)
    {
        if (Named(among, name) is not { } found)
        {
            return Unknown;
        }

        var outcome = await credentials.RevokeAsync(account, found.Id, visit.Origin(200));
        return outcome.Match<Results<Ok<KeyView>, ProblemResult>>(row => TypedResults.Ok(Shapes.Of(row, time.GetUtcNow())), static refused => refused.ToProblem());
    }

    private static ProblemResult RoutesInvalid { get; } = new(
        400,
        "routes-invalid",
        $"A key has at most {RouteLimits.Most} patterns such as 'GET /api/accounts/*/users/**', each of at most {RouteRule.Longest} characters.",
        "Write verbs with commas between, a blank, and a path: '*' is one segment, '**' at the end whatever follows.");

    private static ProblemResult MakesNoKeys { get; } = new(403, "narrowed", "A key that is narrowed makes no other keys.", "It may exchange itself; other keys are made with one that is not narrowed.");

    /// <summary>What a request gets that names none.</summary>
    public static ProblemResult Unknown { get; } = Refusals.Missing("credential-unknown", "There is no such token or key here.", "Name it by id or prefix; the list shows both.");

    /// <summary>One of a list, by its id or its readable prefix.</summary>
    public static Credential? Named(IEnumerable<Credential> among, string name) =>
        among.FirstOrDefault(key => key.Prefix == name || (Guid.TryParse(name, out var id) && key.Id.Value == id));

    private static KeyList List(IEnumerable<Credential> keys, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new KeyList([.. keys.Select(key => Shapes.Of(key, now))]);
    }
}
