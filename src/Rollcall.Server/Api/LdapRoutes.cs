using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;
using Rollcall.Server.Security;

namespace Rollcall.Server.Api;

/// <summary>LDAP directories and their pulls.</summary>
internal static class LdapRoutes
{
    private const int MostEntries = 2000;
    private const int MostRuns = 100;

    private static readonly ProblemResult NoRun = Refusals.Missing("pull-unknown", "There is no such pull in this account.", "'rollcall ldap runs DIRECTORY' shows the pulls of a directory.");

    public static void Map(IEndpointRouteBuilder api)
    {
        const string One = "/accounts/{account}/directories/{directory}";
        var read = new Demand.InAccount(Right.Read);
        var administer = new Demand.InAccount(Right.Administer);
        api.MapPost("/accounts/{account}/ldap-directories", CreateAsync).WithMetadata(administer).WithName("createLdapDirectory").WithSummary("Creates a directory that is pulled by LDAP.");
        api.MapGet(One + "/ldap", ShowAsync).WithMetadata(read).WithName("getLdapDirectory").WithSummary("How an LDAP directory is pulled.");
        api.MapPatch(One + "/ldap", SetAsync).WithMetadata(administer).WithName("setLdapDirectory")
            .WithSummary("Changes how it is pulled; another server clears the password unless it is given again.");
        api.MapPost(One + "/pulls", AskAsync).WithMetadata(administer).WithName("pull").WithSummary("Asks for a pull; while one is open, that one is answered.");
        api.MapGet(One + "/pulls", ListAsync).WithMetadata(read).WithName("listPulls").WithSummary("The latest pulls of a directory, newest first.");
        api.MapGet("/accounts/{account}/pulls/{run}", RunAsync).WithMetadata(read).WithName("getPull").WithSummary("A pull, with what it noted of single entries.");
    }

    private static async Task<Results<Created<LdapDirectoryView>, ProblemResult>> CreateAsync(LdapDirectoryWish wish, Visit visit, LdapRegister register, DirectoryRegister directories, CancellationToken ct)
    {
        if (Read(wish, out var read) is { } wrong)
        {
            return wrong;
        }

        var outcome = await register.CreateAsync(visit.Account.Number, wish.Label ?? "LDAP", read!, visit.Origin(201));
        return await outcome.Match<Task<Results<Created<LdapDirectoryView>, ProblemResult>>>(
            async settings => await ViewAsync(settings, directories, ct) is var view ? TypedResults.Created($"/api/accounts/{visit.Account.Id}/directories/{view.Id}/ldap", view) : NoRun,
            static refused => Task.FromResult<Results<Created<LdapDirectoryView>, ProblemResult>>(refused.ToProblem()));
    }

    private static async Task<Results<Ok<LdapDirectoryView>, ProblemResult>> ShowAsync(
        string directory, Visit visit, Asked asked, LdapRegister register, DirectoryRegister directories, CancellationToken ct) =>
        await asked.FindAsync(visit, directory, ct) is { } row && await register.FindAsync(row.Account, row.Key, ct) is { } settings
            ? TypedResults.Ok(await ViewAsync(settings, directories, ct))
            : Asked.NoDirectory;

    private static async Task<Results<Ok<LdapDirectoryView>, ProblemResult>> SetAsync(
        string directory, LdapDirectoryWish wish, Visit visit, Asked asked, LdapRegister register, DirectoryRegister directories, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        if (Read(wish, out var read) is { } wrong)
        {
            return wrong;
        }

        var outcome = await register.SetAsync(row.Account, row.Key, read!, visit.Origin(200));
        return await outcome.Match<Task<Results<Ok<LdapDirectoryView>, ProblemResult>>>(
            async settings => TypedResults.Ok(await ViewAsync(settings, directories, ct)),
            static refused => Task.FromResult<Results<Ok<LdapDirectoryView>, ProblemResult>>(refused.ToProblem()));
    }

    private static async Task<Results<Ok<PullView>, ProblemResult>> AskAsync(string directory, PullWish? wish, Visit visit, Asked asked, LdapRegister register, CancellationToken ct)
    {
        if (await asked.FindAsync(visit, directory, ct) is not { } row)
        {
            return Asked.NoDirectory;
        }

        if (wish?.Releases is { } named && Key(named) is null)
        {
            return NoRun;
        }

        var outcome = await register.AskAsync(row.Account, row.Key, wish?.DryRun == true, wish?.Releases is { } id ? Key(id) : null, visit.Origin(200).Actor);
        return outcome.Match<Results<Ok<PullView>, ProblemResult>>(static run => TypedResults.Ok(Of(run)), static refused => refused.ToProblem());
    }

    private static async Task<Results<Ok<PullList>, ProblemResult>> ListAsync(string directory, int? limit, Visit visit, Asked asked, LdapRegister register, CancellationToken ct) =>
        await asked.FindAsync(visit, directory, ct) is { } row
            ? TypedResults.Ok(new PullList([.. (await register.RunsAsync(row.Account, row.Key, Math.Clamp(limit ?? 20, 1, MostRuns), ct)).Select(Of)]))
            : Asked.NoDirectory;

    private static async Task<Results<Ok<PullDetail>, ProblemResult>> RunAsync(string run, Visit visit, LdapRegister register, CancellationToken ct) =>
        Key(run) is { } key && await register.FindRunAsync(visit.Account.Number, key, ct) is { } found
            ? TypedResults.Ok(new PullDetail(Of(found), [.. (await register.EntriesAsync(found, MostEntries, ct)).Select(static e => new PullEntryView(e.Name, e.What, e.Reason))]))
            : NoRun;

    private static long? Key(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;

    private static ProblemResult? Read(LdapDirectoryWish wish, out LdapWish? read)
    {
        read = null;
        if (wish.Protection is not null && WireWords.Value<LdapProtection>(wish.Protection) is null)
        {
            return Refusals.NotAllowed("protection", wish.Protection, WireWords.Allowed<LdapProtection>());
        }

        if (wish.Schema is not null && WireWords.Value<LdapSchema>(wish.Schema) is null)
        {
            return Refusals.NotAllowed("schema", wish.Schema, WireWords.Allowed<LdapSchema>());
        }

        read = new LdapWish
        {
            Host = wish.Host,
            Port = wish.Port,
            Protection = WireWords.Value<LdapProtection>(wish.Protection),
            Roots = wish.CaCertificates,
            BindName = wish.BindName,
            Password = wish.Password is null ? null : new Secret(wish.Password),
            Base = wish.Base,
            Schema = WireWords.Value<LdapSchema>(wish.Schema),
            UserFilter = wish.UserFilter,
            GroupFilter = wish.GroupFilter,
            UserNameAttribute = wish.UserNameAttribute,
            EmailAttribute = wish.EmailAttribute,
            Removes = wish.Removes,
            Minutes = wish.Minutes,
            MostLosses = wish.MostLosses,
            MostMemberships = wish.MostMemberships,
            MostAddresses = wish.MostAddresses,
        };
        return null;
    }

    private static async Task<LdapDirectoryView> ViewAsync(LdapSettings s, DirectoryRegister directories, CancellationToken ct)
    {
        var row = await directories.FindAsync(s.Account, s.Directory, ct) ?? throw new InvalidOperationException("The settings have no directory.");
        return new LdapDirectoryView(
            row.Id.ToString(), row.Label, s.Host, s.Port, s.Protection.Word(), s.Roots is not null, s.BindName, s.Secret is not null, s.Base, s.Schema.Word(), s.UserFilter, s.GroupFilter,
            s.Attributes.UserName, s.Attributes.Email, s.Removes, s.Minutes, s.Rails.Losses, s.Rails.Memberships, s.Rails.Addresses, s.LastBegan);
    }

    private static PullView Of(PullRun run) => new(
        run.Key.ToString(CultureInfo.InvariantCulture), run.State.Word(), run.Actor, run.IsDry, run.Asked, run.Ended, run.Fault?.Word(), run.Sentence,
        new PullCountsView(
            run.Counts.Users, run.Counts.Groups, run.Counts.Created, run.Counts.Changed, run.Counts.Lost, run.Counts.Addresses, run.Counts.GroupsChanged,
            run.Counts.MembershipsBegun, run.Counts.MembershipsEnded, run.Counts.UnknownMembers, run.Counts.Skipped));
}
