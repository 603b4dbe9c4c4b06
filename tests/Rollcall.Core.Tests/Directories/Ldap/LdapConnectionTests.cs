using System.Net;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Shared.Ldap;

namespace Rollcall.Core.Tests.Directories.Ldap;

/// <summary>Our LDAP client against a real slapd: what works, and how each thing that goes wrong is named.</summary>
public sealed class LdapConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LdapProtection.Ldaps)]
    [InlineData(LdapProtection.StartTls)]
    [InlineData(LdapProtection.Plain)]
    public async Task Ten_thousand_are_paged_whatever_protects_the_connection(LdapProtection protection)
    {
        await using var slapd = await StartAsync(Ldif.Unit("people") + string.Concat(Enumerable.Range(0, 10_000).Select(n => Ldif.Person($"u{n}", "people", $"u{n}@acme.example"))));
        await using var connection = await LdapConnection.OpenAsync(Server(slapd, protection), Ct);
        await connection.BindAsync(Slapd.Reader, Slapd.ReaderPassword, Ct);
        var seen = await connection.SearchAsync(Search("(objectClass=inetOrgPerson)"), Ct).Select(e => e.Text("uid")).ToListAsync(Ct);
        Assert.Equal(10_000, seen.Distinct().Count());
        Assert.Equal(10_000, seen.Count);
    }

    [Theory]
    [InlineData("(uid=ada)", "ada")]
    [InlineData("(&(objectClass=inetOrgPerson)(!(mail=*)))", "bob")]
    [InlineData("(|(uid=ada)(uid=bob))", "ada bob")]
    [InlineData("(uid=a*a)", "ada")]
    [InlineData("(mail=*@acme.*)", "ada")]
    [InlineData("(sn=Müller \\28x\\29)", "cyd")]
    [InlineData("(uid:caseIgnoreMatch:=ADA)", "ada")]
    public async Task Filters_mean_what_they_say(string filter, string expected)
    {
        await using var slapd = await StartAsync(Ldif.Unit("people") + Ldif.Person("ada", "people", "ada@acme.example") + Ldif.Person("bob", "people")
            + Ldif.Person("cyd", "people", "cyd@beta.example", "sn:: TcO8bGxlciAoeCk=\n"));
        await using var connection = await BoundAsync(slapd);
        Assert.Equal(expected, string.Join(' ', await connection.SearchAsync(Search(filter), Ct).Select(e => e.Text("uid")).Order().ToListAsync(Ct)));
    }

    [Fact]
    public async Task Whatever_goes_wrong_is_named()
    {
        await using var slapd = await StartAsync(Ldif.Unit("people") + Ldif.Person("ada", "people"));
        await Fails(LdapFault.BadCredentials, Bind(Server(slapd), "wrong"));
        await Fails(LdapFault.BadCredentials, Bind(Server(slapd), ""));
        await Fails(LdapFault.NotAllowed, Bind(Server(slapd) with { Allows = static (_, _) => false }));
        await Fails(LdapFault.Certificate, Bind(Server(slapd) with { Roots = [] }));
        await Fails(LdapFault.Certificate, Bind(Server(slapd) with { Host = "127.0.0.1" }));
        await Fails(LdapFault.Unreachable, Bind(Server(slapd) with { Host = "no-such-host.invalid" }));
        await Fails(LdapFault.NoTls, Bind(Server(slapd) with { Port = slapd.Port }));
        await using var connection = await BoundAsync(slapd);
        await Fails(LdapFault.NoSuchBase, () => connection.SearchAsync(Search("(uid=*)") with { Base = "ou=nowhere," + Slapd.Suffix }, Ct).ToListAsync(Ct).AsTask());
        slapd.Kill();
        await Fails(LdapFault.Vanished, () => connection.SearchAsync(Search("(uid=*)"), Ct).ToListAsync(Ct).AsTask());
        await Fails(LdapFault.Unreachable, Bind(Server(slapd)));
    }

    [Fact]
    public async Task An_expired_certificate_is_named_with_its_days()
    {
        await using var slapd = await StartAsync("", validDays: -2);
        var failure = await Fails(LdapFault.Certificate, Bind(Server(slapd)));
        Assert.Contains("which is not now", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_the_server_is_no_end_of_the_directory()
    {
        await using var slapd = await StartAsync(Ldif.Unit("people") + string.Concat(Enumerable.Range(0, 30).Select(n => Ldif.Person($"u{n}", "people"))), sizeLimit: 20);
        await using var connection = await BoundAsync(slapd);
        await Fails(LdapFault.LimitExceeded, () => connection.SearchAsync(Search("(uid=*)"), Ct).ToListAsync(Ct).AsTask());
    }

    [Fact]
    public async Task A_referral_is_not_followed()
    {
        await using var slapd = await StartAsync($"""
            dn: ou=elsewhere,{Slapd.Suffix}
            objectClass: referral
            objectClass: extensibleObject
            ou: elsewhere
            ref: ldap://other.example/ou=people


            """);
        await using var connection = await BoundAsync(slapd);
        var failure = await Fails(LdapFault.Referral, () => connection.SearchAsync(Search("(objectClass=*)"), Ct).ToListAsync(Ct).AsTask());
        Assert.Contains("other.example", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Slapd> StartAsync(string ldif, int validDays = 30, int? sizeLimit = null)
    {
        Assert.SkipUnless(Slapd.IsThere && Environment.GetEnvironmentVariable("ROLLCALL_TEST_QUICK") is null, "./test quick runs without slapd");
        return await Slapd.StartAsync(ldif, validDays: validDays, sizeLimit: sizeLimit);
    }

    private static LdapServer Server(Slapd slapd, LdapProtection protection = LdapProtection.Ldaps) =>
        new("localhost", protection == LdapProtection.Ldaps ? slapd.TlsPort : slapd.Port, protection) { Roots = slapd.Roots, Allows = static (_, address) => IPAddress.IsLoopback(address) };

    private static LdapSearch Search(string filter) => new(Slapd.Suffix, LdapFilter.Parse(filter, out _)!, ["uid", "mail", "sn"]);

    private static async Task<LdapConnection> BoundAsync(Slapd slapd)
    {
        var connection = await LdapConnection.OpenAsync(Server(slapd), Ct);
        await connection.BindAsync(Slapd.Reader, Slapd.ReaderPassword, Ct);
        return connection;
    }

    private static Func<Task> Bind(LdapServer server, string password = Slapd.ReaderPassword) => async () =>
    {
        await using var connection = await LdapConnection.OpenAsync(server, Ct);
        await connection.BindAsync(Slapd.Reader, password, Ct);
    };

    private static async Task<LdapException> Fails(LdapFault fault, Func<Task> act)
    {
        var failure = await Assert.ThrowsAsync<LdapException>(act);
        Assert.True(fault == failure.Fault, $"{failure.Fault} instead of {fault}: {failure.Message}");
        return failure;
    }
}
