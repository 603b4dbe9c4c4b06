using System.Net;
using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Shared.Ldap;

namespace Rollcall.Core.Tests.Directories.Ldap;

/// <summary>An account with an LDAP directory, pulled from a real slapd.</summary>
internal sealed class PullBench
{
    private static readonly Lazy<KeyRing> s_ring = new(static () => KeyRing.Open(Path.Combine(Path.GetTempPath(), "rollcall-test-pull-ring"), TimeProvider.System));
    private static readonly Origin s_origin = new() { Actor = "test", Verb = "POST", Route = "/", Status = 200 };

    private PullBench(TestStore test, long account, LdapSettings settings, LdapRegister register, Puller puller, Registrar registrar)
    {
        Store = test.Store;
        Account = account;
        Directory = settings.Directory;
        Register = register;
        Puller = puller;
        Registrar = registrar;
    }

    public Store Store { get; }

    public long Account { get; }

    public RowKey Directory { get; }

    public LdapRegister Register { get; }

    public Puller Puller { get; }

    public Registrar Registrar { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<PullBench> OpenAsync(TestStore test, Slapd slapd, Func<LdapWish, LdapWish>? adjust = null)
    {
        var wish = new LdapWish
        {
            Host = "localhost", Port = slapd.TlsPort, Protection = LdapProtection.Ldaps, Roots = slapd.RootsPem, BindName = Slapd.Reader, Password = new Secret(Slapd.ReaderPassword),
            Base = Slapd.Suffix, Minutes = 0,
        };
        return OpenAsync(test, adjust?.Invoke(wish) ?? wish);
    }

    public static async Task<PullBench> OpenAsync(TestStore test, LdapWish wish)
    {
        var seal = new SecretSeal(s_ring.Value);
        var account = (await new AccountRegister(test.Store).CreateAsync("Acme", "acme", UserIdType.Email, s_origin)).Match(a => a, r => throw new InvalidOperationException(r.Sentence));
        var register = new LdapRegister(test.Store, new DirectoryRegister(test.Store), seal);
        var settings = (await register.CreateAsync(account.Number, "LDAP", wish, s_origin)).Match(s => s, r => throw new InvalidOperationException(r.Sentence));
        var registrar = new Registrar(test.Store);
        await registrar.ApplyAsync(account.Number, new SetPool { Origin = s_origin, Total = 1000 });
        return new PullBench(test, account.Number, settings, register, new Puller(test.Store, registrar, seal, static (_, address) => IPAddress.IsLoopback(address), TimeProvider.System), registrar);
    }

    public async Task<PullRun> PullAsync(bool isDry = false, long? releases = null)
    {
        var asked = (await Register.AskAsync(Account, Directory, isDry, releases, "test")).Match(r => r, r => throw new InvalidOperationException(r.Sentence));
        return await Puller.RunAsync(asked, Ct);
    }

    public async Task SetAsync(LdapWish wish) => (await Register.SetAsync(Account, Directory, wish, s_origin)).Match(s => s, r => throw new InvalidOperationException(r.Sentence));

    public async Task<List<UserRow>> UsersAsync() => await Store.ReadAsync((s, c) => UserReader.PageAsync(s, Account, new RowKey(0), 1000, c), Ct);

    public async Task<UserRow> UserAsync(string name) => Assert.Single(await Store.ReadAsync((s, c) => UserReader.ByNameAsync(s, Account, name, c), Ct));

    public async Task<string> GroupsAsync(UserRow user) => string.Join(' ', (await Store.ReadAsync((s, c) => UserReader.GroupsAsync(s, Account, new RowKey(user.Key), c), Ct)).Select(g => g.Name));

    /// <summary>How many journal rows there are: a pull that changes nothing writes none.</summary>
    public async Task<long> JournalAsync() => await Store.ReadAsync((s, c) => s.NumberAsync(new Sql("select count(*) from changes where account = $1"), [Account], c), Ct);
}
