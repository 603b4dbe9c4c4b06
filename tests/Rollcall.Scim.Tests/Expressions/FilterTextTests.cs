using CsCheck;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;

namespace Rollcall.Scim.Tests.Expressions;

public sealed class FilterTextTests
{
    public static TheoryData<string, string> Strict => Tables.Read("filters.cases");

    public static TheoryData<string, string> Tolerant => Tables.Read("filters-tolerant.cases");

    public static TheoryData<string, string> Paths => Tables.Read("paths.cases");

    [Theory, MemberData(nameof(Strict))]
    public void Filter_text(string text, string expected) => Assert.Equal(expected, Shown(FilterText.Parse(text, ExpressionForms.Strict)));

    [Theory, MemberData(nameof(Strict))]
    public void Tolerance_changes_no_filter_that_was_valid(string text, string expected)
    {
        if (!expected.StartsWith('!'))
        {
            Assert.Equal(expected, Shown(FilterText.Parse(text, ExpressionForms.Tolerant, out var used)));
            Assert.Equal(ExpressionForms.Strict, used);
        }
    }

    [Theory, MemberData(nameof(Tolerant))]
    public void Forms_of_vendors(string text, string expected) => Assert.Equal(expected, Shown(FilterText.Parse(text, ExpressionForms.Tolerant)));

    [Theory, MemberData(nameof(Paths))]
    public void Patch_paths(string text, string expected) => Assert.Equal(expected, PathText.Parse(text, ExpressionForms.Tolerant).Match(Shown, Shown));

    [Fact]
    public void The_tolerated_form_is_told()
    {
        FilterText.Parse("emails[type eq\"work\"] eq bob", ExpressionForms.Tolerant, out var used);
        Assert.Equal(ExpressionForms.Tolerant, used);
    }

    [Fact]
    public void Reading_what_was_printed_gives_the_same_tree() => Filters(depth: 4).Sample(
        filter => Assert.Equal(filter, FilterText.Parse(filter.ToString(), ExpressionForms.Strict).Match(f => f, e => throw new InvalidOperationException(e.Detail))),
        iter: Effort.Of(2000));

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Pick.Of("(", ")", "[", "]", "not", "and", "or", "eq", "pr", " ", " ", "\"", "\\", "a", "emails", ".value", "urn:x:", "true", "1", "é", "\0", "\ud800")
            .Array[0, 30].Select(string.Concat)
            .Sample(
                text =>
                {
                    FilterText.Parse(text, ExpressionForms.Tolerant).Match(f => f.ToString(), e => e.Detail);
                    PathText.Parse(text, ExpressionForms.Tolerant).Match(f => f.ToString(), e => e.Detail);
                },
                iter: Effort.Of(20_000));

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("not (", 100_000)]
    [InlineData("a pr and ", 100_000)]
    [InlineData("(", 16_000)]
    [InlineData("not (", 3_000)]
    [InlineData("a pr or ", 2_000)]
    [InlineData("emails[", 2_000)]
    [InlineData("\\", 16_000)]
    [Trait("incident", "AzureAD/SCIMReferenceCode#138")]
    public void Monsters_are_refused(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        Assert.Equal(ScimErrorType.InvalidFilter, FilterText.Parse(text, ExpressionForms.Tolerant).Error?.Type);
        Assert.Equal(ScimErrorType.InvalidPath, PathText.Parse("emails[" + text, ExpressionForms.Tolerant).Error?.Type);
    }

    [Fact]
    public void Bounds_are_where_the_documentation_says()
    {
        Assert.Null(FilterText.Parse(Nested(32), ExpressionForms.Strict).Error);
        Assert.Contains("more than 32 levels", FilterText.Parse(Nested(33), ExpressionForms.Strict).Error?.Detail, StringComparison.Ordinal);
        Assert.Null(FilterText.Parse(Chain(256), ExpressionForms.Strict).Error);
        Assert.Contains("more than 256 terms", FilterText.Parse(Chain(257), ExpressionForms.Strict).Error?.Detail, StringComparison.Ordinal);
        Assert.NotNull(FilterText.Parse(Chain(256), ExpressionForms.Strict).Match(f => f.ToString(), _ => null!));
    }

    [Fact]
    public void Errors_do_not_echo_values() =>
        Assert.DoesNotContain("hunter2", FilterText.Parse("password eq \"hunter2\" and", ExpressionForms.Strict).Error!.Detail, StringComparison.Ordinal);

    private static string Nested(int depth) => new string('(', depth) + "a pr" + new string(')', depth);

    private static string Chain(int terms) => string.Join(" and ", Enumerable.Repeat("a pr", terms));

    private static string Shown(ScimResult<Filter> result) => result.Match(FilterText.PrintTree, Shown);

    private static string Shown(ScimError error)
    {
        Assert.Equal(400, error.Status);
        return "! " + error.Detail[error.Detail.IndexOf("column", StringComparison.Ordinal)..^1];
    }

    private static string Shown(PatchPath path) => path switch
    {
        PatchPath.Named named => $"(path {named.Path})",
        PatchPath.Elements elements =>
            $"(elements {elements.Path} {FilterText.PrintTree(elements.Where)}{(elements.SubName is null ? "" : " " + elements.SubName)})",
        _ => $"(urn {((PatchPath.Urn)path).Value})",
    };

    private static Gen<Filter> Filters(int depth)
    {
        var term = Terms();
        if (depth == 0)
        {
            return term;
        }

        var inner = Filters(depth - 1);
        return Gen.OneOf(
            term,
            Gen.Select(inner, inner, Filter (l, r) => new Filter.And(l, r)),
            Gen.Select(inner, inner, Filter (l, r) => new Filter.Or(l, r)),
            inner.Select(Filter (f) => new Filter.Not(f)),
            Gen.Select(Pick.Of("emails", "members"), Flat(2), Filter (n, f) => new Filter.Some(new AttributePath(null, n), f)));
    }

    private static Gen<Filter> Flat(int depth) => depth == 0
        ? Terms()
        : Gen.OneOf(
            Terms(),
            Gen.Select(Flat(depth - 1), Flat(depth - 1), Filter (l, r) => new Filter.Or(l, r)),
            Gen.Select(Flat(depth - 1), Flat(depth - 1), Filter (l, r) => new Filter.And(l, r)));

    private static Gen<Filter> Terms()
    {
        var path = Gen.Select(
            Pick.Of<string?>(null, "urn:ietf:params:scim:schemas:core:2.0:User"), Pick.Of("userName", "a", "x-1"), Pick.Of<string?>(null, "sub", "$ref"),
            (urn, name, sub) => new AttributePath(urn, name, sub));
        var value = Gen.OneOf(
            Pick.Of("", "x", "a \"b\"", "\\", "é😀", "a\tb\u007f\u2028", "and or ()[]").Select(FilterValue (t) => new FilterValue.Text(t)),
            Pick.Of("0", "-1.5e-3", "12").Select(FilterValue (n) => new FilterValue.Number(n)),
            Gen.Bool.Select(FilterValue (b) => new FilterValue.Boolean(b)),
            Gen.Const<FilterValue>(new FilterValue.Null()));
        return Gen.OneOf(
            path.Select(Filter (p) => new Filter.Present(p)),
            Gen.Select(path, Gen.Enum<CompareOperator>(), value, Filter (p, o, v) => new Filter.Compare(p, o, v)));
    }
}
