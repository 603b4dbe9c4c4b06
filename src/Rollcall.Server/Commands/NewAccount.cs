using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

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

    /// <summary>Makes it and says what was made.</summary>
    public static async Task<int> MakeAsync(Ask ask, NewAccount wish)
    {
        var (made, code) = await MadeAsync(ask, wish);
        if (made is not null)
        {
            ask.Show(made, ApiJson.Readable.ReadyAccount, ready => ask.Say.Facts(
                ("account", ready.Account.Subdomain),
                ("id", ready.Account.Id),
                ("licenses", ready.Licenses?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("directory", ready.Directory),
                ("base URL", ready.BaseUrl),
                ("token", ready.Token is null ? null : ready.Token + "   (shown this once)")));
        }

        return code;
    }

    private static async Task<(ReadyAccount? Made, int Code)> MadeAsync(Ask ask, NewAccount wish)
    {
        var (api, ct) = (ask.Api, ask.Ct);
        var created = await api.PostAsync("api/accounts", new AccountWish(wish.Subdomain, wish.Name, wish.UserIdType), ApiJson.Readable.AccountWish, ApiJson.Readable.Account, ct);
        if (created is not Reply<Account>.Good(var account))
        {
            return (null, ask.Fail(created));
        }

        var path = "api/accounts/" + account.Id;
        var made = new ReadyAccount(account, null, null, null, null);
        if (wish.Licenses is { } total)
        {
            var set = await api.PutAsync(path + "/licenses", new LicensesWish(total), ApiJson.Readable.LicensesWish, ApiJson.Readable.LicensesView, ct);
            if (set is not Reply<LicensesView>.Good)
            {
                return (made, ask.Fail(set));
            }

            made = made with { Licenses = total };
        }

        return wish.Idp is { } idp ? await ConnectedAsync(ask, path, made, new DirectoryWish(wish.Label ?? idp, idp, Enable: true)) : (made, Exit.Good);
    }

    private static async Task<(ReadyAccount Made, int Code)> ConnectedAsync(Ask ask, string path, ReadyAccount made, DirectoryWish wish)
    {
        var created = await ask.Api.PostAsync(path + "/directories", wish, ApiJson.Readable.DirectoryWish, ApiJson.Readable.DirectoryView, ask.Ct);
        if (created is not Reply<DirectoryView>.Good(var directory))
        {
            return (made, ask.Fail(created));
        }

        made = made with { Directory = directory.Label, BaseUrl = directory.BaseUrl };
        var issued = await ask.Api.PostAsync($"{path}/directories/{directory.Id}/tokens", new TokenWish(), ApiJson.Readable.TokenWish, ApiJson.Readable.IssuedToken, ask.Ct);
        return issued is Reply<IssuedToken>.Good(var token) ? (made with { Token = token.Token }, Exit.Good) : (made, ask.Fail(issued));
    }
}
