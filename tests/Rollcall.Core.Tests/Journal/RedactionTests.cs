using System.Text;
using System.Text.Json;
using CsCheck;
using Rollcall.Core.Journal;

namespace Rollcall.Core.Tests.Journal;

public sealed class RedactionTests
{
    private const string Canary = "CANARY";

    private static readonly Gen<string> Word = Gen.OneOf(
        OneOf("userName", "eq", "and", "not", "(", ")", "[", "]", "\"", "\\\"", "'", "emails", "true"),
        Gen.Const("\"" + Canary + "\""));

    public static TheoryData<string, string> Queries => Tables.Read("queries.cases");

    public static TheoryData<string, string> Bodies => Tables.Read("bodies.cases");

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_keeps_what_was_asked_but_not_for_whom(string query, string expected) => Assert.Equal(expected, Redaction.Query(query));

    [Theory]
    [MemberData(nameof(Bodies))]
    [Trait("incident", "IdentityServer4#3073")]
    public void A_body_keeps_no_secret(string body, string expected) => Assert.Equal(expected, Kept(body));

    [Fact]
    public void A_well_formed_value_never_survives_in_a_filter() =>
        Gen.Select(Word.Array[0, 6], Word.Array[0, 6], OneOf(Canary, "\"" + Canary, "\"a " + Canary + "\"", "a@b" + Canary)).Sample(
            (before, after, value) =>
            {
                var (open, close) = (before.Where(w => !w.Contains('"', StringComparison.Ordinal)), after.Where(w => !w.Contains('"', StringComparison.Ordinal)));
                var query = "filter=" + string.Join(' ', [.. open, "userName", "co", value, .. close]);
                return !Redaction.Query(query)!.Contains(Canary, StringComparison.Ordinal);
            },
            iter: Effort.Of(5_000));

    [Fact]
    [Trait("incident", "IdentityServer4#1068")]
    [Trait("incident", "IdentityServer4#2492")]
    [Trait("incident", "IdentityServer4#3055")]
    public void A_secret_survives_at_no_depth()
    {
        var nested = Gen.Int[0, 40].Select(depth => string.Concat(Enumerable.Repeat("{\"a\":[", depth)) + "{\"pAssword\":\"" + Canary + "\"}" + string.Concat(Enumerable.Repeat("]}", depth)));
        nested.Sample(body => !Kept(body).Contains(Canary, StringComparison.Ordinal), iter: Effort.Of(500));
    }

    [Fact]
    public void A_long_body_is_cut_between_characters_and_says_so()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var kept = Redaction.Body(Encoding.UTF8.GetBytes("\"" + new string('a', shift) + string.Concat(Enumerable.Repeat("\u00e4\u4e2d", 9000)) + "\""));
            Assert.InRange(kept.Length, 1, Redaction.LongestBody + Redaction.LongestNote);
            Assert.Contains("(cut; ", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
            Assert.DoesNotContain('\uFFFD', new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(kept));
        }

        Assert.Equal("(1048577 bytes, too many to keep)", Kept(new string(' ', 1024 * 1024 + 1)));
        Assert.Contains("no JSON", Kept(new string('[', 65) + new string(']', 65)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_of_json_is_json_with_the_same_names() =>
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.String[0, 8])[0, 6].Sample(
            map =>
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(map);
                var kept = JsonSerializer.Deserialize<Dictionary<string, string>>(Redaction.Body(body))!;
                return kept.Keys.Order().SequenceEqual(map.Keys.Order());
            },
            iter: Effort.Of(2_000));

    [Fact]
    public void A_text_prints_safely() =>
        Assert.Equal("a?[31mb?c rck_AbCd1234_***", Redaction.Text("a\u001b[31mb\u202ec rck_AbCd1234_" + new string('x', 43), 300));

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static string Kept(string body) => Encoding.UTF8.GetString(Redaction.Body(Encoding.UTF8.GetBytes(body)));
}
