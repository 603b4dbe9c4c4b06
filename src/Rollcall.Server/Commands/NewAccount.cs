using System.Globalization;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary>An account ready to be provisioned: account, licenses, directory and token, one after another; it stops at the first refusal and says what it had made.</summary>
internal sealed record NewAccount
{
    public required string Subdomain { get; init; }

    public string? Name { get; init; }

    public string? UserIdType { get; init; }

    public int? Licenses { get; init; }

    public string? Idp { get; init; }

    public string? Label { get; init; }

    public int? ExpiresInDays { get; init; }

    /// <summary>Makes it and says what was made.</summary>
    public static async Task<int> MakeAsync(Ask ask, NewAccount wish)
    {
        var (made, whole) = await CreateAsync(ask, wish);
        if (made is null)
        {
            return Exit.Failed;
        }

        ask.Show(made, ApiJson.Readable.ReadyAccount, ready => Say(ask, ready));
        if (!whole)
        {
            ask.Say.Aside("What stands above was made; only the rest is missing.");
        }

        return whole ? Exit.Good : Exit.Failed;
    }

    /// <summary>Makes it: what was made, and whether that is all. Refusals have been said.</summary>
    public static async Task<(ReadyAccount? Made, bool Whole)> CreateAsync(Ask ask, NewAccount wish)
    {
        const string Path = "api/accounts";
        var asked = ask.Api.PostAsync(Path, new AccountWish(wish.Subdomain, wish.Name, wish.UserIdType), ApiJson.Readable.AccountWish, ApiJson.Readable.Account, ask.Ct);
        return await ask.ValueAsync(asked) is { } account
            ? await FurnishAsync(ask, $"{Path}/{account.Id}", new ReadyAccount(account, null, null, null, null), wish)
            : (null, false);
    }

    /// <summary>Licenses, directory and token of an account that is new.</summary>
    private static async Task<(ReadyAccount Ready, bool Whole)> FurnishAsync(Ask ask, string path, ReadyAccount made, NewAccount wish)
    {
        if (wish.Licenses is { } total)
        {
            if (await ask.ValueAsync(ask.Api.PutAsync($"{path}/licenses", new LicensesWish(total), ApiJson.Readable.LicensesWish, ApiJson.Readable.LicensesView, ask.Ct)) is null)
            {
                return (made, false);
            }

            made = made with { Licenses = total };
        }

        if (wish.Idp is not { } idp)
        {
            return (made, true);
        }

        var directoryWish = new DirectoryWish(wish.Label ?? ProviderName.Of(idp), idp, Enable: true);
        if (await ask.ValueAsync(ask.Api.PostAsync($"{path}/directories", directoryWish, ApiJson.Readable.DirectoryWish, ApiJson.Readable.DirectoryView, ask.Ct)) is not { } directory)
        {
            return (made, false);
        }

        made = made with { Directory = directory.Label, BaseUrl = directory.BaseUrl };
        var tokens = $"{path}/directories/{directory.Id}/tokens";
        return await ask.ValueAsync(ask.Api.PostAsync(tokens, new TokenWish(wish.ExpiresInDays), ApiJson.Readable.TokenWish, ApiJson.Readable.IssuedToken, ask.Ct)) is { } token
            ? (made with { Token = token.Token }, true)
            : (made, false);
    }

    private static void Say(Ask ask, ReadyAccount ready)
    {
        ask.Say.Facts(
            ("account", ready.Account.Subdomain),
            ("id", ready.Account.Id),
            ("licenses", ready.Licenses?.ToString(CultureInfo.InvariantCulture)),
            ("directory", ready.Directory),
            ("base URL", ready.BaseUrl),
            ("token", ready.Token));
        if (ready.Token is not null)
        {
            ask.Say.Aside("The token is shown this once.");
        }
    }
}
