using Rollcall.Core.Access;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Words;
using Rollcall.Shared.Ldap;

namespace Rollcall.Core.Tests.Directories.Ldap;

/// <summary>Pulls from a real slapd into both stores (product rules 15 and 16).</summary>
public sealed class PullTests
{
    private const string Town = "people";

    public static TheoryData<string> Engines => TestStore.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ten_thousand_users_come_once_and_a_second_pull_writes_nothing(string engine)
    {
        var names = Enumerable.Range(0, 10_000).Select(n => $"u{n}").ToList();
        await using var slapd = await StartAsync(string.Concat(names.Select(n => Ldif.Person(n, Town, $"{n}@acme.example"))) + Ldif.Group("all", Town, names) + Ldif.Group("few", Town, "u1", "u2"));
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await PullBench.OpenAsync(test, slapd);

        var first = await bench.PullAsync();
        Assert.Equal((PullState.Done, null), (first.State, first.Sentence));
        Assert.Equal((10_000, 10_000, 2, 10_002, 0), (first.Counts.Users, first.Counts.Created, first.Counts.GroupsChanged, first.Counts.MembershipsBegun, first.Counts.Skipped));
        var user = await bench.UserAsync("u1");
        Assert.Equal((DirectoryKind.Ldap, "u1@acme.example", LicenseState.Assigned, "all few"), (user.LedBy, user.Email, user.License, await bench.GroupsAsync(user)));

        var before = await bench.JournalAsync();
        var second = await bench.PullAsync();
        Assert.Equal((PullState.Done, false, 10_000), (second.State, second.Counts.Any, second.Counts.Users));
        Assert.Equal(before, await bench.JournalAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_changes_there_changes_here_and_nothing_else(string engine)
    {
        await using var slapd = await StartAsync(Ldif.Person("ada", Town, "ada@acme.example") + Ldif.Person("bob", Town, "bob@acme.example") + Ldif.Person("cyd", Town) + Ldif.Group("staff", Town, "ada", "bob"));
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await PullBench.OpenAsync(test, slapd);
        await bench.PullAsync();
        await slapd.ChangeAsync($"""
            dn: uid=ada,ou=people,{Slapd.Suffix}
            changetype: modify
            replace: mail
            mail: ada.lovelace@acme.example

            dn: uid=cyd,ou=people,{Slapd.Suffix}
            changetype: modrdn
            newrdn: uid=cydney
            deleteoldrdn: 1

            dn: uid=bob,ou=people,{Slapd.Suffix}
            changetype: delete

            dn: cn=staff,ou=people,{Slapd.Suffix}
            changetype: modify
            delete: member
            member: uid=bob,ou=people,{Slapd.Suffix}
            -
            add: member
            member: uid=cydney,ou=people,{Slapd.Suffix}

            """);
        var run = await bench.PullAsync();
        Assert.Equal((PullState.Done, 0, 2, 1, 1, 1, 1), (run.State, (int)run.Counts.Created, (int)run.Counts.Changed, (int)run.Counts.Lost, (int)run.Counts.Addresses, (int)run.Counts.MembershipsBegun, (int)run.Counts.MembershipsEnded));
        Assert.Equal("ada.lovelace@acme.example", (await bench.UserAsync("ada")).Email);
        Assert.Equal((false, LicenseState.None, RecordState.Live), (await bench.UserAsync("bob")) is var bob ? (bob.Active, bob.License, bob.State) : default);
        Assert.Equal("staff", await bench.GroupsAsync(await bench.UserAsync("cydney")));
        Assert.Equal(3, (await bench.UsersAsync()).Count);

        await slapd.ChangeAsync(Ldif.Person("eve", Town).Replace("objectClass", "changetype: add\nobjectClass", StringComparison.Ordinal));
        await bench.SetAsync(new LdapWish { Removes = true });
        Assert.Equal((1, 1), (await bench.PullAsync()) is var last ? ((int)last.Counts.Created, (int)last.Counts.Lost) : default);
        Assert.DoesNotContain(await bench.UsersAsync(), u => u.UserName == "bob");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Beyond_a_guard_rail_nothing_changes_until_it_is_released(string engine)
    {
        var names = Enumerable.Range(0, 30).Select(n => $"u{n}").ToList();
        await using var slapd = await StartAsync(string.Concat(names.Select(n => Ldif.Person(n, Town))));
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await PullBench.OpenAsync(test, slapd);
        await bench.PullAsync();
        await bench.SetAsync(new LdapWish { UserFilter = "(!(uid=u1*))" });

        var held = await bench.PullAsync();
        Assert.Equal(PullState.Held, held.State);
        Assert.Contains("11 users would be disabled or removed (at most 10)", held.Sentence, StringComparison.Ordinal);
        Assert.All(await bench.UsersAsync(), u => Assert.True(u.Active));
        Assert.Equal(PullState.Held, (await bench.PullAsync()).State);

        var latest = (await bench.Register.RunsAsync(bench.Account, bench.Directory, 1, TestContext.Current.CancellationToken))[0];
        Assert.Equal(PullState.Done, (await bench.PullAsync(releases: latest.Key)).State);
        Assert.Equal(11, (await bench.UsersAsync()).Count(u => !u.Active));
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_change_and_changes_nothing()
    {
        await using var slapd = await StartAsync(Ldif.Person("ada", Town) + Ldif.Group("staff", Town, "ada"));
        await using var test = await TestStore.OpenAsync("sqlite");
        var bench = await PullBench.OpenAsync(test, slapd);
        var run = await bench.PullAsync(isDry: true);
        Assert.Equal((PullState.Dry, 1, 1), (run.State, (int)run.Counts.Created, (int)run.Counts.MembershipsBegun));
        Assert.Empty(await bench.UsersAsync());
        Assert.Contains(await bench.Register.EntriesAsync(run, 10, TestContext.Current.CancellationToken), e => e is { What: "created", Name: "uid=ada,ou=people,dc=acme,dc=example" });
    }

    [Fact]
    public async Task What_cannot_be_taken_is_left_out_with_its_reason()
    {
        await using var slapd = await StartAsync(Ldif.Person("ada", Town) + Ldif.Unit("more") + Ldif.Person("ada", "more") + Ldif.Group("staff", Town, "ada", "nobody"));
        await using var test = await TestStore.OpenAsync("sqlite");
        var bench = await PullBench.OpenAsync(test, slapd, wish => wish with { EmailAttribute = "mail" });
        var run = await bench.PullAsync();
        Assert.Equal((1, 1, 1), ((int)run.Counts.Created, (int)run.Counts.Skipped, (int)run.Counts.UnknownMembers));
        var skipped = Assert.Single(await bench.Register.EntriesAsync(run, 10, TestContext.Current.CancellationToken), e => e.What == "skipped");
        Assert.Contains("Another entry has the user name ada", skipped.Reason, StringComparison.Ordinal);

        await bench.SetAsync(new LdapWish { UserNameAttribute = "employeeNumber" });
        var none = await bench.PullAsync();
        Assert.Equal(2, none.Counts.Skipped);
        Assert.Contains(await bench.Register.EntriesAsync(none, 10, TestContext.Current.CancellationToken), e => e.Reason?.Contains("no employeeNumber", StringComparison.Ordinal) == true);

        // Left out is not gone: whoever came before stays as he is, with his groups.
        var ada = await bench.UserAsync("ada");
        Assert.Equal((0, 0, true, "staff"), ((int)none.Counts.Lost, (int)none.Counts.MembershipsEnded, ada.Active, await bench.GroupsAsync(ada)));
    }

    [Theory]
    [InlineData("vanishes", LdapFault.Vanished)]
    [InlineData("wrong password", LdapFault.BadCredentials)]
    [InlineData("wrong base", LdapFault.NoSuchBase)]
    [InlineData("empty", LdapFault.Empty)]
    [InlineData("another server", LdapFault.BadCredentials)]
    [InlineData("away", LdapFault.Unreachable)]
    public async Task Whatever_goes_wrong_nobody_is_lost_and_it_is_named(string what, LdapFault expected)
    {
        var names = Enumerable.Range(0, 300).Select(n => $"u{n}").ToList();
        await using var slapd = await StartAsync(Ldif.Unit("nobody") + string.Concat(names.Select(n => Ldif.Person(n, Town, $"{n}@acme.example"))));
        await using var test = await TestStore.OpenAsync("sqlite");
        var bench = await PullBench.OpenAsync(test, slapd);
        await bench.PullAsync();
        await using var proxy = new CuttingProxy(slapd.TlsPort, 20_000);
        await bench.SetAsync(what switch
        {
            "vanishes" => new LdapWish { Port = proxy.Port, Password = new Secret(Slapd.ReaderPassword) },
            "wrong password" => new LdapWish { Password = new Secret("wrong") },
            "wrong base" => new LdapWish { Base = "dc=nowhere" },
            "empty" => new LdapWish { Base = "ou=nobody," + Slapd.Suffix },
            "another server" => new LdapWish { Port = proxy.Port },
            _ => new LdapWish(),
        });
        if (what == "away")
        {
            slapd.Kill();
        }

        var before = await bench.JournalAsync();
        var run = await bench.PullAsync();
        Assert.True((PullState.Failed, expected) == (run.State, run.Fault), $"{run.State} {run.Fault}: {run.Sentence}");
        Assert.NotNull(run.Sentence);
        Assert.Equal(before, await bench.JournalAsync());
        Assert.Equal(300, (await bench.UsersAsync()).Count(u => u.Active));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Scim_takes_a_pulled_user_over_and_the_pull_changes_him_no_more(string engine)
    {
        await using var slapd = await StartAsync(Ldif.Person("ada@acme.example", Town, "ada@acme.example") + Ldif.Group("staff", Town, "ada@acme.example"));
        await using var test = await TestStore.OpenAsync(engine);
        var bench = await PullBench.OpenAsync(test, slapd);
        await bench.PullAsync();
        var pulled = await bench.UserAsync("ada@acme.example");

        var facts = new PersonFacts { UserName = "ada@acme.example", NameKey = "ada@acme.example", ExternalId = "x1", DisplayName = "Ada", Emails = [new EmailFact("ada@acme.example", "work", true)], Active = true };
        await bench.Registrar.ApplyAsync(bench.Account, new CreateUser
        {
            Origin = new() { Actor = "rct", Verb = "POST", Route = "/Users", Status = 201 }, Directory = 99, Id = Guid.CreateVersion7(), UserId = Guid.CreateVersion7(), Document = "{}"u8.ToArray(), Facts = new UserFacts(facts, [], null),
        });
        var led = await bench.UserAsync("ada@acme.example");
        Assert.Equal((pulled.Id, DirectoryKind.Scim, 1, LicenseState.Assigned, ""), (led.Id, led.LedBy, (int)led.Parked, led.License, await bench.GroupsAsync(led)));

        await slapd.ChangeAsync($"dn: uid=ada@acme.example,ou=people,{Slapd.Suffix}\nchangetype: modify\nreplace: mail\nmail: other@acme.example\n");
        Assert.Equal(1, (await bench.PullAsync()).Counts.Changed);
        Assert.Equal("ada@acme.example", (await bench.UserAsync("ada@acme.example")).Email);
    }

    private static async Task<Slapd> StartAsync(string ldif)
    {
        Assert.SkipUnless(Slapd.IsThere && Environment.GetEnvironmentVariable("ROLLCALL_TEST_QUICK") is null, "./test quick runs without slapd");
        return await Slapd.StartAsync(Ldif.Unit(Town) + ldif);
    }
}
