using Rollcall.Core.Access;

namespace Rollcall.Core.Tests.Access;

public sealed class RouteRuleTests
{
    public static TheoryData<string, string> Requests => Tables.Read("routes.cases");

    [Theory]
    [MemberData(nameof(Requests))]
    [Trait("incident", "Atlas#175")]
    public void What_a_pattern_takes(string tried, string expected)
    {
        var parts = tried.Split(" | ");
        var asked = parts[1].Split(' ');

        var rule = RouteRule.Parse(parts[0]);

        Assert.Equal(expected, rule is null ? "no pattern" : rule.Admits(asked[0], asked[1]) ? "taken" : "not taken");
        Assert.Equal(rule?.ToString(), rule is null ? null : RouteRule.Parse(rule.ToString())?.ToString());
    }

    [Fact]
    public void A_key_has_at_least_one_pattern_and_at_most_twenty()
    {
        Assert.Null(RouteLimits.Parse([]));
        Assert.Null(RouteLimits.Parse(["/api/**", "nonsense"]));
        Assert.NotNull(RouteLimits.Parse([.. Enumerable.Repeat("/api/**", 20)]));
        Assert.Null(RouteLimits.Parse([.. Enumerable.Repeat("/api/**", 21)]));
        Assert.Null(RouteRule.Parse("/" + new string('a', RouteRule.Longest)));
    }
}
