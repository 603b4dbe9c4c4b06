using Rollcall.Core.Access;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.Words;
using Rollcall.Shared.Ldap;

namespace Rollcall.Core.Tests.Directories.Ldap;

/// <summary>Pulls from a real Active Directory domain by Samba: its schema, its disabled accounts, its references to other partitions.</summary>
public sealed class ActiveDirectoryTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task A_domain_is_pulled_from_its_root(string engine)
    {
        Assert.SkipUnless(SambaDomain.CanRun && Environment.GetEnvironmentVariable("ROLLCALL_TEST_QUICK") is null, "Samba runs for root only, where nobody else has the ports 389 and 636, and not in ./test quick");
        await using var domain = await SambaDomain.StartAsync(User("ada", 544) + User("bob", 546) + User("cyd", 544) + """
            dn: CN=staff,CN=Users,DC=acme,DC=example
            objectClass: group
            sAMAccountName: staff
            member: CN=ada,CN=Users,DC=acme,DC=example
            member: CN=bob,CN=Users,DC=acme,DC=example


            """);
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await PullBench.OpenAsync(test, Wish(domain));

        var first = await bench.PullAsync();
        Assert.Equal((PullState.Done, null), (first.State, first.Sentence));
        Assert.Equal(["ada@acme.example", "bob@acme.example", "cyd@acme.example"], (await bench.UsersAsync()).Select(u => u.UserName).Order());
        Assert.Equal((true, "ada@mail.example", "staff"), (await bench.UserAsync("ada@acme.example")) is var ada ? (ada.Active, ada.Email, await bench.GroupsAsync(ada)) : default);
        Assert.Equal((false, LicenseReason.Disabled), (await bench.UserAsync("bob@acme.example")) is var bob ? (bob.Active, bob.Reason) : default);
        // Accounts of the domain itself have no userPrincipalName.
        var skipped = (await bench.Register.EntriesAsync(first, 2000, TestContext.Current.CancellationToken)).Where(e => e.What == "skipped").ToList();
        Assert.Equal(["Administrator", "dns-dc1", "Guest", "krbtgt"], skipped.Select(e => e.Name.Split(',')[0][3..]).Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(skipped, e => Assert.Contains("userPrincipalName", e.Reason, StringComparison.Ordinal));

        var before = await bench.JournalAsync();
        Assert.False((await bench.PullAsync()).Counts.Any);
        Assert.Equal(before, await bench.JournalAsync());

        await domain.ChangeAsync("""
            dn: CN=cyd,CN=Users,DC=acme,DC=example
            changetype: modrdn
            newrdn: CN=Cydney
            deleteoldrdn: 1

            dn: CN=ada,CN=Users,DC=acme,DC=example
            changetype: modify
            replace: userAccountControl
            userAccountControl: 546

            dn: CN=bob,CN=Users,DC=acme,DC=example
            changetype: delete

            """);
        var second = await bench.PullAsync();
        Assert.Equal((0, 1), ((int)second.Counts.Created, (int)second.Counts.Lost));
        Assert.False((await bench.UserAsync("ada@acme.example")).Active);
        Assert.Equal(3, (await bench.UsersAsync()).Count);
    }

    private static LdapWish Wish(SambaDomain domain) => new()
    {
        Host = domain.Address, Port = 389, Protection = LdapProtection.Plain, BindName = SambaDomain.Administrator, Password = new Secret(SambaDomain.Password),
        Base = SambaDomain.Base, Schema = LdapSchema.ActiveDirectory, Minutes = 0,
    };

    /// <summary>544 is a normal account that needs no password; 2 more is disabled.</summary>
    private static string User(string name, int control) => $"""
        dn: CN={name},CN=Users,DC=acme,DC=example
        objectClass: user
        sAMAccountName: {name}
        userPrincipalName: {name}@acme.example
        mail: {name}@mail.example
        userAccountControl: {control}


        """;
}
