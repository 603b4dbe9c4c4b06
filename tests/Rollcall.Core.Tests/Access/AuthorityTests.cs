using System.Globalization;
using Rollcall.Core.Access;

namespace Rollcall.Core.Tests.Access;

public sealed class AuthorityTests
{
    public static TheoryData<string, string> Holders => Tables.Read("authority.cases");

    [Theory]
    [MemberData(nameof(Holders))]
    [Trait("incident", "Atlas#175")]
    [Trait("incident", "keycloak#47536")]
    public void What_a_credential_may_do(string holder, string expected)
    {
        var parts = holder.Split('@');
        var kind = Enum.Parse<CredentialKind>(parts[0]);
        var home = long.Parse(parts[1], CultureInfo.InvariantCulture);
        Assert.Equal(expected, string.Join(" / ", new[] { 1L, 2L, 0L }.Select(account => Rights(kind, home, account))));
    }

    [Fact]
    public void The_table_names_every_kind() =>
        Assert.All(Enum.GetNames<CredentialKind>(), name => Assert.Contains(Holders, row => row.Data.Item1.StartsWith(name + "@", StringComparison.Ordinal)));

    private static string Rights(CredentialKind kind, long home, long account) =>
        string.Join(' ', Enum.GetValues<Right>().Where(r => Authority.May(kind, home, r, account))) is { Length: > 0 } rights ? rights : "-";
}
