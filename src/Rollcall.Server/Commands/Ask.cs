using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>A command at work: what was typed, whom to ask, and how to say the answer.</summary>
/// <param name="Parsed">What was typed.</param>
/// <param name="Api">The server.</param>
/// <param name="Say">The answer's way out.</param>
/// <param name="Terminal">Where it goes.</param>
/// <param name="Ct">Ctrl-C.</param>
internal sealed record Ask(ParseResult Parsed, ApiClient Api, Say Say, Terminal Terminal, CancellationToken Ct)
{
    /// <summary>Says an answer: as JSON, or as the command shows it.</summary>
    public async Task<int> ShowAsync<T>(Task<Reply<T>> asked, JsonTypeInfo<T> shape, Action<T> show)
        where T : class
    {
        if (await ValueAsync(asked) is not { } value)
        {
            return Exit.Failed;
        }

        Show(value, shape, show);
        return Exit.Good;
    }

    /// <summary>The answer; null where there is none, which has then been said.</summary>
    public async Task<T?> ValueAsync<T>(Task<Reply<T>> asked)
        where T : class
    {
        switch (await asked)
        {
            case Reply<T>.Good(var value):
                return value;
            case Reply<T>.Refused(var problem):
                Say.Refuse(problem);
                return null;
            default:
                throw new InvalidOperationException("A reply has two cases.");
        }
    }

    /// <summary>Says a value: as JSON, or as the command shows it.</summary>
    public void Show<T>(T value, JsonTypeInfo<T> shape, Action<T> show)
    {
        if (Say.IsJson)
        {
            Say.Json(value, shape);
        }
        else
        {
            show(value);
        }
    }

    /// <summary>The path of the account meant: the one named, else that of the key, else the only one there is. Null where that is nobody, which has been said.</summary>
    public async Task<string?> AccountAsync(string? named)
    {
        if (named is not null)
        {
            return PathOf(named);
        }

        if (await ValueAsync(Api.GetAsync("api/me", ApiJson.Readable.Me, Ct)) is not { } me)
        {
            return null;
        }

        return me.Account is { } own ? PathOf(own.Id) : await OnlyAccountAsync();
    }

    /// <summary>The path of the directory meant: the one named, else the only SCIM directory of the account. Null where that is none, which has been said.</summary>
    public async Task<string?> DirectoryAsync(string account, string? named)
    {
        if (named is not null)
        {
            return $"{account}/directories/{Uri.EscapeDataString(named)}";
        }

        if (await ValueAsync(Api.GetAsync($"{account}/directories", ApiJson.Readable.DirectoryList, Ct)) is not { } list)
        {
            return null;
        }

        var scim = list.Items.Where(static directory => directory.Kind == "scim").ToList();
        if (scim is [var only])
        {
            return $"{account}/directories/{only.Id}";
        }

        Say.Refuse(scim.Count == 0
            ? NoAnswer.Of("noDirectory", "The account has no SCIM directory yet.", "'rollcall directory create --idp entra' makes one.")
            : NoAnswer.Of("severalDirectories", "The account has several SCIM directories.", $"Name one by --directory: {string.Join(", ", scim.Select(static d => d.Label))}."));
        return null;
    }

    private async Task<string?> OnlyAccountAsync()
    {
        if (await ValueAsync(Api.GetAsync("api/accounts?limit=20", ApiJson.Readable.AccountPage, Ct)) is not { } page)
        {
            return null;
        }

        if (page.Items is [var only])
        {
            return PathOf(only.Id);
        }

        Say.Refuse(page.Items.Count == 0
            ? NoAnswer.Of("noAccount", "There is no account yet.", "'rollcall account create SUBDOMAIN' makes one.")
            : NoAnswer.Of("severalAccounts", "There are several accounts.", $"Name one by --account: {string.Join(", ", page.Items.Select(static account => account.Subdomain))}{(page.Next is null ? "" : ", ...")}."));
        return null;
    }

    private static string PathOf(string account) => "api/accounts/" + Uri.EscapeDataString(account);
}
