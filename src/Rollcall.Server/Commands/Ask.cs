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
    {
        switch (await asked)
        {
            case Reply<T>.Good(var value):
                Show(value, shape, show);
                return Exit.Good;
            case var other:
                return Fail(other);
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

    /// <summary>Says why there is no answer.</summary>
    public int Fail<T>(Reply<T> reply) => reply switch
    {
        Reply<T>.Refused(var problem) => Say.Refuse(problem),
        Reply<T>.Failed(var sentence) => Say.Fail(sentence),
        _ => throw new InvalidOperationException("A good answer is no failure."),
    };

    /// <summary>The path of the account meant: the one named, else that of the key, else the only one there is. Null where that is nobody, which has been said.</summary>
    public async Task<string?> AccountAsync(string? named)
    {
        if (named is not null)
        {
            return PathOf(named);
        }

        switch (await Api.GetAsync("api/me", ApiJson.Readable.Me, Ct))
        {
            case Reply<Me>.Good({ Account: { } own }):
                return PathOf(own.Id);
            case Reply<Me>.Good:
                return await OnlyAccountAsync();
            case var other:
                Fail(other);
                return null;
        }
    }

    private async Task<string?> OnlyAccountAsync()
    {
        switch (await Api.GetAsync("api/accounts?limit=20", ApiJson.Readable.AccountPage, Ct))
        {
            case Reply<AccountPage>.Good({ Items: [var only] }):
                return PathOf(only.Id);
            case Reply<AccountPage>.Good({ Items: [] }):
                Say.Fail("There is no account yet; 'rollcall account create SUBDOMAIN' makes one.");
                return null;
            case Reply<AccountPage>.Good(var page):
                Say.Fail($"There are several accounts; name one by --account: {string.Join(", ", page.Items.Select(static account => account.Subdomain))}{(page.Next is null ? "" : ", ...")}.");
                return null;
            case var other:
                Fail(other);
                return null;
        }
    }

    private static string PathOf(string account) => "api/accounts/" + Uri.EscapeDataString(account);
}
