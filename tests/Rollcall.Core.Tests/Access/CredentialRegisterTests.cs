using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Access;

public sealed class CredentialRegisterTests
{
    [Fact]
    [Trait("incident", "PBL-15")]
    public void Texts_are_well_formed_and_a_secret_does_not_print()
    {
        var beginnings = new Dictionary<CredentialKind, string>
        {
            [CredentialKind.Directory] = "rct_", [CredentialKind.Operator] = "rck_", [CredentialKind.Administrator] = "rck_", [CredentialKind.Support] = "rck_", [CredentialKind.Gateway] = "rcg_",
            [CredentialKind.ClientSecret] = "rcs_", [CredentialKind.ClientTrust] = "rcf_", [CredentialKind.Receiver] = "rce_",
        };
        Assert.All(Enum.GetValues<CredentialKind>(), kind =>
        {
            var secret = TokenText.Create(kind);
            Assert.True(TokenText.IsWellFormed(secret.Reveal()));
            Assert.StartsWith(beginnings[kind], TokenText.PrefixOf(secret), StringComparison.Ordinal);
            Assert.Equal(12, TokenText.PrefixOf(secret).Length);
            Assert.Equal("***", $"{secret}");
            Assert.False(TokenText.IsWellFormed(secret.Reveal()[..^1]));
            Assert.False(TokenText.IsWellFormed(secret.Reveal()[..^1] + "="));
        });
        Assert.All<string?>([null, "", "Bearer", "rct_AbCd1234", new string('x', TokenText.Length)], text => Assert.Null(TokenText.PrefixOrNull(text)));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_token_is_found_by_its_text_alone_until_it_is_revoked_or_expires(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var (register, directory) = await OpenAsync(test);
        var (row, secret) = (await register.CreateAsync(Token(directory), Asked.By())).Done();
        Assert.Equal(row, await register.FindAsync(secret.Reveal(), ct));
        Assert.Null(await register.FindAsync(TokenText.Create(CredentialKind.Directory).Reveal(), ct));
        Assert.Null(await register.FindAsync("", ct));
        Assert.Equal(row.Created.AddDays(365), row.Expires);
        Assert.Equal(
            [CredentialState.Live, CredentialState.Live, CredentialState.Expired],
            new[] { 0, 365 * 86_400 - 1, 365 * 86_400 }.Select(s => row.StateAt(row.Created.AddSeconds(s))));
        var revoked = (await register.RevokeAsync(directory.Account, row.Id, Asked.By())).Done();
        Assert.Equal(CredentialState.Revoked, (await register.FindAsync(secret.Reveal(), ct))?.StateAt(row.Created));
        Assert.Equal(revoked, (await register.RevokeAsync(directory.Account, row.Id, Asked.By())).Done());
        var other = (await new AccountRegister(test.Store).CreateAsync("Other", "other", UserIdType.Email, Asked.By())).Done();
        Assert.Equal(RefusalKind.Missing, (await register.RevokeAsync(other.Number, row.Id, Asked.By())).Refused().Kind);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_directory_has_at_most_two_live_tokens_however_many_ask_at_once(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var (register, directory) = await OpenAsync(test);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => register.CreateAsync(Token(directory), Asked.By())));
        var made = outcomes.OfType<Outcome<IssuedCredential>.Done>().Select(d => d.Value.Credential).ToList();
        Assert.Equal(2, made.Count);
        Assert.All(outcomes.OfType<Outcome<IssuedCredential>.Refused>(), r => Assert.Equal("token-limit", r.Reason.Code));
        await register.RevokeAsync(directory.Account, made[0].Id, Asked.By());
        (await register.CreateAsync(Token(directory), Asked.By())).Done();
        Assert.Equal(3, (await register.OfDirectoryAsync(directory.Account, directory.Key, ct)).Count);
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Wishes_that_do_not_fit_are_refused(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var (register, directory) = await OpenAsync(test);
        var key = new NewCredential { Kind = CredentialKind.Administrator, Account = directory.Account, Label = "Ann" };
        Assert.Equal("expiry-invalid", (await register.CreateAsync(key with { Days = 0 }, Asked.By())).Refused().Code);
        Assert.Equal("expiry-invalid", (await register.CreateAsync(key with { Days = 1096 }, Asked.By())).Refused().Code);
        Assert.Equal("label-invalid", (await register.CreateAsync(key with { Label = " " }, Asked.By())).Refused().Code);
        Assert.Equal("directory-unknown", (await register.CreateAsync(Token(directory) with { Owner = new RowKey(directory.Key.Value + 1) }, Asked.By())).Refused().Code);
        await Assert.ThrowsAsync<ArgumentException>(() => register.CreateAsync(key with { Kind = CredentialKind.Operator }, Asked.By()));
        await Assert.ThrowsAsync<ArgumentException>(() => register.CreateAsync(key with { Account = 0 }, Asked.By()));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task The_first_operator_is_made_once(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var register = new CredentialRegister(test.Store);
        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => register.CreateFirstOperatorAsync(Asked.By())));
        var first = Assert.Single(made, m => m is not null)!;
        Assert.Equal(CredentialKind.Operator, (await register.FindAsync(first.Secret.Reveal(), ct))?.Kind);
        await register.RevokeAsync(0, first.Credential.Id, Asked.By());
        Assert.Null(await register.CreateFirstOperatorAsync(Asked.By()));
    }

    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task Last_use_is_written_at_most_once_a_minute(string engine)
    {
        await using var test = await TestStore.OpenAsync(engine);
        var ct = TestContext.Current.CancellationToken;
        var (register, directory) = await OpenAsync(test);
        var (row, secret) = (await register.CreateAsync(Token(directory), Asked.By())).Done();
        var uses = new LastUse(test.Store);
        var start = row.Created.AddHours(1);
        var seen = new List<double?>();
        foreach (var seconds in new[] { 0, 59, 60, 90, 125 })
        {
            uses.Note(row, start.AddSeconds(seconds));
            await uses.FlushAsync();
            seen.Add(((await register.FindAsync(secret.Reveal(), ct))?.LastUsed - start)?.TotalSeconds);
        }

        Assert.Equal([0, 0, 60, 60, 125], seen);
    }

    private static NewCredential Token(DirectoryRow directory) => new() { Kind = CredentialKind.Directory, Account = directory.Account, Owner = directory.Key };

    private static async Task<(CredentialRegister Register, DirectoryRow Directory)> OpenAsync(TestStore test)
    {
        var account = (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Email, Asked.By())).Done();
        var directory = (await new DirectoryRegister(test.Store).CreateScimAsync(account.Number, "Entra", IdentityProvider.Entra, enable: true, Asked.By())).Done();
        return (new CredentialRegister(test.Store), directory);
    }
}
