using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Accounts;

public sealed class DirectoryRegisterTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_directory_is_found_by_id_by_key_and_with_its_account(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var accounts = new AccountRegister(test.Store);
        var directories = new DirectoryRegister(test.Store);
        var acme = (await accounts.CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done();
        var other = (await accounts.CreateAsync("Other", "other", UserIdType.Email, Asked.By())).Done();
        var row = (await directories.CreateScimAsync(acme.Number, " Entra ", IdentityProvider.OneLogin, enable: true, Asked.By())).Done();
        Assert.Equal(("Entra", IdentityProvider.OneLogin, DirectoryState.Enabled, DirectoryKind.Scim), (row.Label, row.Idp, row.State, row.Kind));
        Assert.Equal(row, await directories.FindAsync(acme.Number, row.Id, ct));
        Assert.Equal(row, await directories.FindAsync(acme.Number, row.Key, ct));
        Assert.Equal(new DirectoryStanding(acme, row), await directories.FindStandingAsync(acme.Number, row.Key, ct));
        Assert.Null(await directories.FindAsync(other.Number, row.Id, ct));
        Assert.Null(await directories.FindStandingAsync(other.Number, row.Key, ct));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Refusals_say_what_is_so(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var directories = new DirectoryRegister(test.Store);
        var n = (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done().Number;
        await directories.CreateScimAsync(n, "Entra", IdentityProvider.Entra, enable: false, Asked.By());
        Assert.Equal("label-taken", (await directories.CreateScimAsync(n, "ENTRA", IdentityProvider.Entra, enable: false, Asked.By())).Refused().Code);
        Assert.Equal("label-invalid", (await directories.CreateScimAsync(n, " ", IdentityProvider.Entra, enable: false, Asked.By())).Refused().Code);
        Assert.Equal(RefusalKind.Missing, (await directories.EnableAsync(n, new DirectoryId(Guid.CreateVersion7()), Asked.By())).Refused().Kind);
        var builtin = (await directories.ListAsync(n, ct))[0];
        Assert.Equal("directory-not-scim", (await directories.DisableAsync(n, builtin.Id, Asked.By())).Refused().Code);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Traffic_is_noted_at_most_once_a_minute_and_the_first_request_stays(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var directories = new DirectoryRegister(test.Store);
        var n = (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done().Number;
        var row = (await directories.CreateScimAsync(n, "Entra", IdentityProvider.Entra, enable: true, Asked.By())).Done();
        var traffic = new DirectoryTraffic(test.Store);
        var first = row.Created.AddHours(1);
        foreach (var seconds in new[] { 0, 20, 59, 61, 100 })
        {
            traffic.Note(row, first.AddSeconds(seconds));
            await traffic.FlushAsync();
        }

        var after = await directories.FindAsync(n, row.Key, ct);
        Assert.Equal((first, first.AddSeconds(61)), (after?.FirstRequest, after?.LastRequest));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Naming_the_provider_leaves_the_state_and_is_journalled_once(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var directories = new DirectoryRegister(test.Store);
        var n = (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done().Number;
        var row = (await directories.CreateScimAsync(n, "Entra", IdentityProvider.Generic, enable: true, Asked.By())).Done();
        await directories.PauseAsync(n, row.Id, Asked.By());
        var journal = new JournalReader(test.Store);
        var before = await journal.HeadAsync(n, ct);
        for (var again = 0; again < 2; again++)
        {
            var after = (await directories.SetProviderAsync(n, row.Id, IdentityProvider.Okta, Asked.By())).Done();
            Assert.Equal((IdentityProvider.Okta, DirectoryState.Paused), (after.Idp, after.State));
            Assert.Equal(after, await directories.FindAsync(n, row.Key, ct));
        }

        Assert.Single(await journal.AfterAsync(n, before, 10, ct));
        var builtin = (await directories.ListAsync(n, ct))[0];
        Assert.Equal("directory-not-scim", (await directories.SetProviderAsync(n, builtin.Id, IdentityProvider.Okta, Asked.By())).Refused().Code);
    }
}
