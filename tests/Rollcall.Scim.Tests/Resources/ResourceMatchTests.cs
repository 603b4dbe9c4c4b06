using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Tests.Resources;

public sealed class ResourceMatchTests
{
    private static readonly RelationValues Known = new()
    {
        Id = "2819c223",
        Version = 3,
        Created = new DateTimeOffset(2010, 1, 23, 4, 56, 22, TimeSpan.Zero),
        LastModified = new DateTimeOffset(2011, 5, 13, 4, 42, 34, TimeSpan.Zero),
        GroupIds = ["g1", "g3"],
    };

    public static TheoryData<string, string> Cases => Tables.Read("matches.cases");

    [Theory, MemberData(nameof(Cases))]
    public void Filters_on_a_user(string text, string expected) => Assert.Equal(
        expected,
        FilterText.Parse(text, ExpressionForms.Tolerant)
            .Then(f => ResourceMatch.Check(f, Samples.User))
            .Then(f => ResourceMatch.Matches(f, Samples.Babs(), Samples.User, Known))
            .Match(yes => yes ? "yes" : "no", e => e.Shown()));

    [Theory]
    [InlineData("members eq \"a\"", true)]
    [InlineData("members.value eq \"b\"", true)]
    [InlineData("members[value eq \"c\"]", false)]
    [InlineData("members pr", true)]
    [InlineData("displayName eq \"TOUR guides\" and members.value eq \"a\"", true)]
    [InlineData("id eq \"e9e30dba\" and members eq \"a\"", true)]
    public void Members_are_compared_by_id(string text, bool expected)
    {
        var filter = ResourceMatch.Check(FilterText.Parse(text, ExpressionForms.Strict).Ok(), Samples.Group).Ok();
        Assert.True(ResourceMatch.NeedsMembers(filter));
        Assert.Equal(expected, ResourceMatch.Matches(filter, Samples.Guides(), Samples.Group, new RelationValues { MemberIds = ["a", "b"] }).Ok());
    }

    [Fact]
    public void An_empty_group_has_no_members_present() => Assert.False(
        ResourceMatch.Matches(FilterText.Parse("members pr", ExpressionForms.Strict).Ok(), Samples.Guides(), Samples.Group, new() { MemberIds = [] }).Ok());

    [Fact]
    public void A_password_is_refused_like_an_attribute_that_does_not_exist()
    {
        static string Detail(string name) =>
            ResourceMatch.Check(FilterText.Parse(name + " eq \"x\"", ExpressionForms.Strict).Ok(), Samples.User).Error!.Detail.Replace(name, "?", StringComparison.Ordinal);
        Assert.Equal(Detail("passwort"), Detail("password"));
    }

    [Fact]
    public void The_strict_profile_coerces_nothing()
    {
        var filter = FilterText.Parse("active eq \"true\"", ExpressionForms.Strict).Ok();
        Assert.Equal("! invalidFilter", ResourceMatch.Check(filter, Samples.User, ScimProfile.Strict).Error!.Shown());
    }

    [Fact]
    public void A_narrowing_holds_all_that_matches_and_an_exact_one_nothing_else() => Gen.Select(Filters(3), Users()).Sample(
        (filter, user) =>
        {
            var query = KeyQuery.From(filter, Samples.User);
            var matches = ResourceMatch.Matches(filter, user, Samples.User, null).Ok();
            var inside = Holds(query, user);
            Assert.True(!matches || inside, $"{filter} matches what {query} leaves out");
            Assert.True(!query.IsExact || matches == inside, $"{query} is not exact for {filter}");
        },
        iter: Effort.Of(20_000));

    [Theory]
    [InlineData("userName eq \"Bob\"", "UserName { IsExact = True, CaseKey = bob }")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"Bob\"", "UserName { IsExact = True, CaseKey = bob }")]
    [InlineData("externalId eq \"Bob\"", "ExternalId { IsExact = True, Value = Bob }")]
    [InlineData("id eq \"a\" and manager eq \"b\"", "Id { IsExact = False, Value = a }")]
    [InlineData("manager eq \"b\" and id eq \"a\"", "Id { IsExact = False, Value = a }")]
    [InlineData("emails[type eq \"work\"].value eq \"X@y\"", "Email { IsExact = False, CaseKey = x@y }")]
    [InlineData("emails eq \"X@y\"", "Email { IsExact = True, CaseKey = x@y }")]
    [InlineData("meta.resourceType eq \"Group\"", "Nothing { IsExact = True }")]
    [InlineData("meta.resourceType eq \"User\" and userName eq \"a\"", "UserName { IsExact = True, CaseKey = a }")]
    [InlineData("userName eq \"a\" or userName eq \"A\"", "UserName { IsExact = True, CaseKey = a }")]
    [InlineData("userName eq \"a\" or title eq \"b\"", "Everything { IsExact = False }")]
    [InlineData("userName eq \"a\" or meta.resourceType eq \"User\"", "Everything { IsExact = True }")]
    [InlineData("manager.value eq \"B\"", "ManagedBy { IsExact = False, CaseKey = b }")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"B\"", "ManagedBy { IsExact = False, CaseKey = b }")]
    [InlineData("active eq false", "Active { IsExact = False, Value = False }")]
    [InlineData("groups.value eq \"g\"", "InGroup { IsExact = False, Value = g }")]
    [InlineData("meta.lastModified gt \"2026-01-01T00:00:00Z\"", "ModifiedSince { IsExact = False, Moment = 01/01/2026 00:00:00 +00:00 }")]
    [InlineData("meta.lastModified lt \"2026-01-01T00:00:00Z\"", "Everything { IsExact = False }")]
    [InlineData("meta.created ge \"2026-01-01T00:00:00Z\" and meta.created lt \"2026-02-01T00:00:00Z\"", "Created { IsExact = False, Since = 01/01/2026 00:00:00 +00:00, Until = 02/01/2026 00:00:00 +00:00 }")]
    [InlineData("meta.created eq \"2026-01-01T00:00:00Z\"", "Created { IsExact = False, Since = 01/01/2026 00:00:00 +00:00, Until = 01/01/2026 00:00:00 +00:00 }")]
    [InlineData("meta.created ne \"2026-01-01T00:00:00Z\"", "Everything { IsExact = False }")]
    [InlineData("not (userName eq \"a\")", "Everything { IsExact = False }")]
    [InlineData("userName ne \"a\"", "Everything { IsExact = False }")]
    public void Narrowings(string text, string expected) =>
        Assert.Equal(expected, KeyQuery.From(FilterText.Parse(text, ExpressionForms.Strict).Ok(), Samples.User).ToString());

    [Fact]
    public void Alternatives_that_are_each_few_are_few()
    {
        var query = Assert.IsType<KeyQuery.AnyOf>(KeyQuery.From(FilterText.Parse("id eq \"a\" or (userName eq \"b\" or emails[value eq \"c\" or value eq \"d\"])", ExpressionForms.Strict).Ok(), Samples.User));
        Assert.Equal(["Id", "UserName", "Email", "Email"], query.Parts.Select(p => p.GetType().Name));
        var many = string.Join(" or ", Enumerable.Range(0, 21).Select(i => $"id eq \"{i}\""));
        Assert.IsType<KeyQuery.Everything>(KeyQuery.From(FilterText.Parse(many, ExpressionForms.Strict).Ok(), Samples.User));
    }

    [Fact]
    public void Groups_are_narrowed_by_member_and_name()
    {
        Assert.Equal(new KeyQuery.Member("u") { IsExact = true }, KeyQuery.From(FilterText.Parse("members[value eq \"u\"]", ExpressionForms.Strict).Ok(), Samples.Group));
        Assert.Equal(new KeyQuery.DisplayName("x") { IsExact = true }, KeyQuery.From(FilterText.Parse("displayName eq \"X\"", ExpressionForms.Strict).Ok(), Samples.Group));
        Assert.Equal(new KeyQuery.Everything { IsExact = true }, KeyQuery.From(null, Samples.Group));
    }

    private static bool Holds(KeyQuery query, JsonObject user) => query switch
    {
        KeyQuery.Nothing => false,
        KeyQuery.Id id => (string?)user["id"] == id.Value,
        KeyQuery.UserName name => ScimText.CaseKey((string)user["userName"]!) == name.CaseKey,
        KeyQuery.ExternalId external => (string?)user["externalId"] == external.Value,
        KeyQuery.DisplayName name => user["displayName"] is { } shown && ScimText.CaseKey((string)shown!) == name.CaseKey,
        KeyQuery.Email email => user["emails"] is JsonArray list && list.Any(e => ScimText.CaseKey((string)e!["value"]!) == email.CaseKey),
        KeyQuery.AnyOf any => any.Parts.Any(p => Holds(p, user)),
        _ => true,
    };

    private static readonly string[] Words = ["a", "A", "b", "ａ", "é", "e\u0301"];

    private static Gen<JsonObject> Users() => Gen.Select(
        Pick.Of(Words), Pick.Of([null, .. Words]), Pick.Of([null, .. Words]), Gen.Select(Pick.Of("work", "home"), Pick.Of(Words)).Array[0, 2],
        (name, external, shown, emails) =>
        {
            var user = new JsonObject { ["id"] = name, ["userName"] = name };
            user["externalId"] = external;
            user["displayName"] = shown;
            user["emails"] = new JsonArray([.. emails.Select(e => new JsonObject { ["type"] = e.Item1, ["value"] = e.Item2 })]);
            return (JsonObject)user.DeepClone();
        });

    private static Gen<Filter> Filters(int depth)
    {
        var value = Pick.Of(Words).Select(FilterValue (w) => new FilterValue.Text(w));
        var op = Pick.Of(CompareOperator.Eq, CompareOperator.Eq, CompareOperator.Eq, CompareOperator.Ne, CompareOperator.Co);
        var path = Pick.Of("id", "userName", "externalId", "displayName", "emails", "emails.value", "meta.resourceType")
            .Select(n => new AttributePath(null, n.Split('.')[0], n.Contains('.', StringComparison.Ordinal) ? n.Split('.')[1] : null));
        var term = Gen.Select(path, op, value, Filter (p, o, v) => new Filter.Compare(p, o, v));
        var part = Gen.Select(Pick.Of("type", "value"), op, value, Filter (p, o, v) => new Filter.Compare(new AttributePath(null, p), o, v));
        var some =
            Gen.OneOf(part, Gen.Select(part, part, Filter (l, r) => new Filter.And(l, r)), Gen.Select(part, part, Filter (l, r) => new Filter.Or(l, r)))
                .Select(Filter (f) => new Filter.Some(new AttributePath(null, "emails"), f));
        if (depth == 0)
        {
            return Gen.OneOf(term, some);
        }

        var inner = Filters(depth - 1);
        return Gen.OneOf(
            term,
            some,
            inner.Select(Filter (f) => new Filter.Not(f)),
            Gen.Select(inner, inner, Filter (l, r) => new Filter.And(l, r)),
            Gen.Select(inner, inner, Filter (l, r) => new Filter.Or(l, r)));
    }
}
