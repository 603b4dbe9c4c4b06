using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Accounts;

public sealed class AccountRegisterTests
{
    private static readonly UserIdTypeCheck NothingInTheWay = (_, _, _) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    public static TheoryData<string, string> Subdomains => Tables.Read("subdomains.cases");

    [Theory]
    [MemberData(nameof(Subdomains))]
    public void A_subdomain_is_a_dns_label(string text, string expected) =>
        Assert.Equal(expected, Subdomain.TryParse(text, out var subdomain) ? subdomain.Value : "none");

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_new_account_has_a_lane_a_builtin_directory_and_a_journal(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var accounts = new AccountRegister(test.Store);
        var acme = (await accounts.CreateAsync(" Acme ", "ACME", UserIdType.Email, Asked.By())).Done();
        var other = (await accounts.CreateAsync("Other", "other", UserIdType.Name, Asked.By())).Done();
        Assert.Equal((1L, 2L, "Acme", "acme"), (acme.Number, other.Number, acme.Name, acme.Subdomain));
        Assert.Equal(acme, await accounts.FindAsync(acme.Number, ct));
        Assert.Equal(acme, await accounts.FindByTextAsync("Acme", ct));
        Assert.Equal(acme, await accounts.FindByTextAsync(acme.Id.ToString(), ct));
        Assert.Null(await accounts.FindByTextAsync("nobody", ct));
        Assert.Equal([other], await accounts.ListAsync(1, 10, ct));
        var builtin = Assert.Single(await new DirectoryRegister(test.Store).ListAsync(2, ct));
        Assert.Equal((DirectoryKind.Builtin, 2L), (builtin.Kind, builtin.Key.Value >> 36));
        var change = Assert.Single(await test.Store.ReadAsync((s, c) => ChangesTable.AfterAsync(s, 2, 0, 10, c), ct));
        Assert.Equal(ChangeKind.AccountCreated, change.Kind);
        var next = await test.Store.WriteAsync(2, 1, (_, grant, _) => ValueTask.FromResult((Key: grant.NextKey(), No: grant.NextNo())));
        Assert.True(next.Key > builtin.Key.Value && next.No > change.No);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_subdomain_is_given_once_however_many_ask_at_once(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var accounts = new AccountRegister(test.Store);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => accounts.CreateAsync("A", "same", UserIdType.Email, Asked.By())));
        Assert.Single(outcomes, o => o is Outcome<AccountRow>.Done);
        Assert.All(outcomes.Where(o => o is Outcome<AccountRow>.Refused), o => Assert.Equal("subdomain-taken", o.Refused().Code));
        Assert.Equal("subdomain-invalid", (await accounts.CreateAsync("A", "-", UserIdType.Email, Asked.By())).Refused().Code);
        Assert.Equal("name-invalid", (await accounts.CreateAsync("\u001b[31m", "red", UserIdType.Email, Asked.By())).Refused().Code);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Changes_are_journalled_once_and_what_changes_nothing_is_not(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var accounts = new AccountRegister(test.Store);
        var acme = (await accounts.CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done();
        Assert.Equal("Acme Ltd", (await accounts.RenameAsync(acme.Number, "Acme Ltd", Asked.By())).Done().Name);
        Assert.Equal(AccountState.Suspended, (await accounts.SuspendAsync(acme.Number, Asked.By())).Done().State);
        Assert.Equal(AccountState.Suspended, (await accounts.SuspendAsync(acme.Number, Asked.By())).Done().State);
        Assert.Equal(AccountState.Active, (await accounts.ResumeAsync(acme.Number, Asked.By())).Done().State);
        var rows = await test.Store.ReadAsync((s, c) => ChangesTable.AfterAsync(s, acme.Number, 0, 10, c), ct);
        Assert.Equal(["subdomain=acme", "name", "state=suspended", "state=active"], rows.Select(r => r.Effects));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task The_user_id_type_follows_rule_1(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var accounts = new AccountRegister(test.Store);
        var directories = new DirectoryRegister(test.Store);
        var n = (await accounts.CreateAsync("Acme", "acme", UserIdType.Name, Asked.By())).Done().Number;
        var directory = (await directories.CreateScimAsync(n, "Entra", IdentityProvider.Entra, enable: false, Asked.By())).Done();
        Assert.Equal("RC101", (await directories.EnableAsync(n, directory.Id, Asked.By())).Refused().Code);
        Assert.Equal("RC101", (await directories.PauseAsync(n, directory.Id, Asked.By())).Refused().Code);
        Assert.Equal("RC101", (await directories.CreateScimAsync(n, "Okta", IdentityProvider.Okta, enable: true, Asked.By())).Refused().Code);
        UserIdTypeCheck blocking = (_, _, _) => ValueTask.FromResult<IReadOnlyList<string>>(["3 users have no address."]);
        Assert.Contains("3 users have no address.", (await accounts.SetUserIdTypeAsync(n, UserIdType.Email, blocking, Asked.By())).Refused().Sentence, StringComparison.Ordinal);
        var settings = (await accounts.SetUserIdTypeAsync(n, UserIdType.Email, NothingInTheWay, Asked.By())).Done().Settings;
        Assert.Equal((2L, UserIdType.Email), (settings.Version, settings.UserIdType));
        Assert.Equal(DirectoryState.Enabled, (await directories.EnableAsync(n, directory.Id, Asked.By())).Done().State);
        Assert.Equal("scim-enabled", (await accounts.SetUserIdTypeAsync(n, UserIdType.Name, NothingInTheWay, Asked.By())).Refused().Code);
        await directories.DisableAsync(n, directory.Id, Asked.By());
        Assert.Equal(UserIdType.Name, (await accounts.SetUserIdTypeAsync(n, UserIdType.Name, NothingInTheWay, Asked.By())).Done().Settings.UserIdType);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_batch_can_read_settings_and_directories_by_step(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var n = (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Name, Asked.By())).Done().Number;
        var builtin = Assert.Single(await new DirectoryRegister(test.Store).ListAsync(n, ct));
        AccountSettings? settings = null;
        List<DirectoryRow> rows = [];
        await test.Store.ReadAsync(async (s, c) => { await s.RunAsync([AccountsTable.ReadSettings(n, x => settings = x), DirectoriesTable.Fetch(n, [builtin.Key], rows.Add)], c); return 0; }, ct);
        Assert.Equal(UserIdType.Name, settings?.UserIdType);
        Assert.Equal([builtin], rows);
    }
}
