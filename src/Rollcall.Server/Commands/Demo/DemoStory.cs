using System.Globalization;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands.Demo;

/// <summary>Plays the story: an account, two cycles of Entra ID, then everybody asks to connect.</summary>
internal static class DemoStory
{
    private const string Prefix = "demo-";

    /// <summary>What the server told; null where it gave no answer, which has been said.</summary>
    public static async Task<DemoReport?> PlayAsync(Ask ask)
    {
        if (await AccountAsync(ask) is not { Token: { } token, BaseUrl: { } baseUrl } ready || await GatewayKeyAsync(ask, ready.Account.Id) is not { } key)
        {
            return null;
        }

        var company = new DemoCompany();
        if (await PushAsync(ask, company, new Uri(baseUrl), token) is not { } pushed)
        {
            return null;
        }

        var path = "api/accounts/" + ready.Account.Id;
        // A gateway comes by the same road as the identity provider.
        using var gateway = ApiClient.OverTcp(new Uri(baseUrl[..baseUrl.IndexOf("/scim/", StringComparison.Ordinal)]), key);
        var people = new List<DemoVerdict>();
        foreach (var person in company.People)
        {
            if (await VerdictAsync(ask, gateway, path, person) is not { } verdict)
            {
                return null;
            }

            people.Add(verdict);
        }

        people.AddRange(await LeftBehindAsync(ask, path, company.FayBefore));
        return await ask.ValueAsync(ask.Api.GetAsync($"{path}/licenses", ApiJson.Readable.LicensesView, ask.Ct)) is { } licenses
            ? new DemoReport(ready.Account.Subdomain, baseUrl, licenses, pushed, people, Next(ready.Account.Subdomain, people))
            : null;
    }

    /// <summary>A new account; the number after the highest there is.</summary>
    private static async Task<ReadyAccount?> AccountAsync(Ask ask)
    {
        var read = await Pages.ReadAsync<AccountPage, Account>(
            ask, 0, null, query => ask.Api.GetAsync("api/accounts" + Query.Of(query), ApiJson.Readable.AccountPage, ask.Ct), static page => (page.Items, page.Next));
        if (read is not var (accounts, _))
        {
            return null;
        }

        var last = accounts.Max(static account => account.Subdomain.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(account.Subdomain.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null) ?? 0;
        var wish = new NewAccount
        {
            Subdomain = Prefix + (last + 1).ToString(CultureInfo.InvariantCulture),
            Name = $"Demo company {(last + 1).ToString(CultureInfo.InvariantCulture)}",
            Licenses = DemoCompany.Licenses,
            Idp = "entra",
        };
        return await NewAccount.CreateAsync(ask, wish) is ({ } ready, true) ? ready : null;
    }

    private static async Task<string?> GatewayKeyAsync(Ask ask, string account) =>
        (await ask.ValueAsync(ask.Api.PostAsync(
            $"api/accounts/{account}/keys", new KeyWish("gateway", "demo"), ApiJson.Readable.KeyWish, ApiJson.Readable.IssuedKey, ask.Ct)))?.Key;

    private static async Task<IReadOnlyList<PushedRequest>?> PushAsync(Ask ask, DemoCompany company, Uri baseUrl, string token)
    {
        using var line = new EntraLine(baseUrl, token);
        var cycle = new EntraCycle(line, ask.Ct);
        await cycle.TestConnectionAsync();
        await FirstCycleAsync(cycle, company);
        await SecondCycleAsync(cycle, company);
        if (cycle.Broken is { } broken)
        {
            ask.Say.Refuse(broken);
            return null;
        }

        return cycle.Sent;
    }

    private static async Task FirstCycleAsync(EntraCycle cycle, DemoCompany company)
    {
        foreach (var person in new[] { company.Anna, company.Ben, company.Chen, company.Dora, company.FayBefore, company.Emil })
        {
            await cycle.AssignAsync(person);
        }

        var sales = await cycle.GroupAsync(DemoCompany.Sales);
        await cycle.JoinAsync(sales, company.Anna, company.Ben, company.Emil, company.FayBefore);
    }

    // Emil leaves, Fay is deleted by mistake and made anew, Gus comes.
    private static async Task SecondCycleAsync(EntraCycle cycle, DemoCompany company)
    {
        await cycle.DisableAsync(company.Emil);
        await cycle.DeleteAsync(company.FayBefore);
        await cycle.AssignAsync(company.Fay);
        await cycle.AssignAsync(company.Gus);
        var sales = await cycle.GroupAsync(DemoCompany.Sales);
        await cycle.JoinAsync(sales, company.Fay, company.Gus);
    }

    private static async Task<DemoVerdict?> VerdictAsync(Ask ask, ApiClient gateway, string path, DemoPerson person)
    {
        var wish = new ConnectWish(person.Address);
        if (await ask.ValueAsync(gateway.PostAsync("client/v1/connect", wish, ApiJson.Readable.ConnectWish, ApiJson.Readable.ConnectVerdict, ask.Ct)) is not { } verdict)
        {
            return null;
        }

        var why = verdict.Decision == "allowed" ? null : await WhyAsync(ask, path, person.Address);
        return new DemoVerdict(person.User.DisplayName, person.Address, person.Story, verdict, why);
    }

    /// <summary>The entries that a deletion left; they bear the address of the new one, so they are asked about by id.</summary>
    private static async Task<IReadOnlyList<DemoVerdict>> LeftBehindAsync(Ask ask, string path, DemoPerson person)
    {
        var users = await ask.ValueAsync(ask.Api.GetAsync($"{path}/users" + Query.Of(("q", person.Address)), ApiJson.Readable.UserPage, ask.Ct));
        var left = new List<DemoVerdict>();
        foreach (var user in (users?.Items ?? []).Where(static user => user.State == "tombstone"))
        {
            left.Add(new DemoVerdict(person.User.DisplayName, person.Address, person.Story, null, await WhyAsync(ask, path, user.Id)));
        }

        return left;
    }

    private static Task<WhyAnswer?> WhyAsync(Ask ask, string path, string user) =>
        ask.ValueAsync(ask.Api.GetAsync($"{path}/why" + Query.Of(("user", user)), ApiJson.Readable.WhyAnswer, ask.Ct));

    private static List<string> Next(string account, List<DemoVerdict> people)
    {
        var waiting = people.FirstOrDefault(static person => person.Why?.Answer is { Command: not null, Side: "rollcall" }) ?? people.FirstOrDefault(static person => person.Why is not null) ?? people[0];
        return
        [
            $"rollcall why {waiting.Address} --account {account}",
            waiting.Why?.Answer?.Command ?? $"rollcall license show --account {account}",
            $"rollcall journal tail --account {account}",
        ];
    }
}
