using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Words;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>Accounts, and who asks.</summary>
internal static class AccountRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me", MeAsync).WithMetadata(new Demand.AnyKey()).WithName("whoAmI").WithSummary("Who the key belongs to.");
        api.MapPost("/accounts", CreateAsync).WithMetadata(new Demand.Here(Right.Operate)).WithName("createAccount").WithSummary("Creates an account.");
        api.MapGet("/accounts", ListAsync).WithMetadata(new Demand.Here(Right.Operate)).WithName("listAccounts").WithSummary("All accounts, page by page.");
        api.MapGet("/accounts/{account}", Show).WithMetadata(new Demand.InAccount(Right.Read)).WithName("getAccount").WithSummary("One account, by id or subdomain.");
        api.MapPatch("/accounts/{account}", ChangeAsync).WithMetadata(new Demand.InAccount(Right.Administer)).WithName("changeAccount")
            .WithSummary("Changes an account; User ID type and state are an operator's to change.");
    }

    private static async Task<Ok<Me>> MeAsync(Visit visit, AccountRegister accounts, CancellationToken ct)
    {
        if (visit.Caller is not Caller.Holder(var key))
        {
            return TypedResults.Ok(new Me(CredentialKind.Operator.Word(), visit.Caller.Actor, null, null, null));
        }

        var home = key.Account == 0 ? null : await accounts.FindAsync(key.Account, ct);
        return TypedResults.Ok(new Me(key.Kind.Word(), key.Prefix, home is null ? null : Shapes.Of(home), key.Expires, key.Routes is { } limits ? [.. limits.Rules.Select(static rule => rule.ToString())] : null));
    }

    private static async Task<Results<Created<Account>, ProblemResult>> CreateAsync(AccountWish wish, Visit visit, AccountRegister accounts)
    {
        var type = wish.UserIdType is null ? UserIdType.Email : WireWords.Value<UserIdType>(wish.UserIdType);
        if (type is null)
        {
            return Refusals.NotAllowed("userIdType", wish.UserIdType, WireWords.Allowed<UserIdType>());
        }

        var outcome = await accounts.CreateAsync(wish.Name ?? wish.Subdomain, wish.Subdomain, type.Value, visit.Origin(201));
        return outcome.Match<Results<Created<Account>, ProblemResult>>(
            static row => TypedResults.Created($"/api/accounts/{row.Id}", Shapes.Of(row)), static refused => refused.ToProblem());
    }

    private static async Task<Results<Ok<AccountPage>, ProblemResult>> ListAsync(AccountRegister accounts, string? after, int? limit, CancellationToken ct)
    {
        if (Paging.Read(after, limit, 100, out var paging) is { } wrong)
        {
            return wrong;
        }

        var rows = await accounts.ListAsync(paging.After, paging.Limit, ct);
        return TypedResults.Ok(new AccountPage([.. rows.Select(Shapes.Of)], paging.Next(rows.Count, rows.Count == 0 ? 0 : rows[^1].Number)));
    }

    private static Ok<Account> Show(Visit visit) => TypedResults.Ok(Shapes.Of(visit.Account));

    private static async Task<Results<Ok<Account>, ProblemResult>> ChangeAsync(AccountChange change, Visit visit, AccountRegister accounts)
    {
        if (Check(change, visit) is { } refusal)
        {
            return refusal;
        }

        var origin = visit.Origin(200);
        var number = visit.Account.Number;
        Outcome<AccountRow> outcome = visit.Account;
        if (change.UserIdType is { } type)
        {
            outcome = await accounts.SetUserIdTypeAsync(number, WireWords.Value<UserIdType>(type)!.Value, UserIdTypeObstacles.FindAsync, origin);
        }

        if (outcome is Outcome<AccountRow>.Done && change.Name is { } name)
        {
            outcome = await accounts.RenameAsync(number, name, origin);
        }

        if (outcome is Outcome<AccountRow>.Done && change.WhenFull is { } full)
        {
            outcome = await accounts.SetWhenFullAsync(number, full == "refuse", origin);
        }

        if (outcome is Outcome<AccountRow>.Done && change.State is { } state)
        {
            outcome = await (WireWords.Value<AccountState>(state) == AccountState.Suspended ? accounts.SuspendAsync(number, origin) : accounts.ResumeAsync(number, origin));
        }

        return outcome.Match<Results<Ok<Account>, ProblemResult>>(static row => TypedResults.Ok(Shapes.Of(row)), static refused => refused.ToProblem());
    }

    private static ProblemResult? Check(AccountChange change, Visit visit)
    {
        if ((change.UserIdType is not null || change.State is not null) && !visit.Caller.May(Right.Operate, visit.Account.Number))
        {
            return new ProblemResult(403, "forbidden", "User ID type and state of an account are an operator's to change.", "Ask an operator of this installation.");
        }

        if (change.UserIdType is not null && WireWords.Value<UserIdType>(change.UserIdType) is null)
        {
            return Refusals.NotAllowed("userIdType", change.UserIdType, WireWords.Allowed<UserIdType>());
        }

        if (change.WhenFull is not (null or "wait" or "refuse"))
        {
            return Refusals.NotAllowed("whenFull", change.WhenFull, "'wait' or 'refuse'");
        }

        return change.State is not null && WireWords.Value<AccountState>(change.State) is null
            ? Refusals.NotAllowed("state", change.State, WireWords.Allowed<AccountState>())
            : null;
    }
}
