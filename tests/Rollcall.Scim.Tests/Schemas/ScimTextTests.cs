using System.Text;
using CsCheck;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Tests.Schemas;

public sealed class ScimTextTests
{
    [Theory]
    [InlineData("Bob", "bob")]
    [InlineData("\uFF22\uFF2F\uFF22", "bob")]
    [InlineData("Ren\u00C9e", "ren\u00E9e")]
    [InlineData("Rene\u0301e", "ren\u00E9e")]
    [InlineData("\u1EA4", "\u1EA5")]
    [InlineData("A\u0302\u0301", "\u1EA5")]
    [InlineData("a\u0323\u0302", "\u1EAD")]
    [InlineData("a\u0302\u0323", "\u1EAD")]
    [InlineData("\u212B", "\u00E5")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uFF76\uFF9E", "\u30AC")]
    [InlineData("a\u3000b", "a b")]
    [InlineData("I\u0307", "\u0130")]
    [InlineData("\u0130", "\u0130")]
    [InlineData("\u0131", "\u0131")]
    [InlineData("stra\u00DFe", "stra\u00DFe")]
    [InlineData(" trailing ", " trailing ")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    [InlineData("\uD801\uDC00", "\uD801\uDC28")]
    [InlineData("", "")]
    public void Keys(string text, string key) => Assert.Equal(key, ScimText.CaseKey(text));

    [Fact]
    public void Dotless_and_dotted_i_stay_apart() => Assert.NotEqual(ScimText.CaseKey("I"), ScimText.CaseKey("\u0131"));

    [Fact]
    public void The_key_of_a_key_is_itself() => Gen.Int[1, 0x10FFFF].Where(Rune.IsValid).Array[0, 6]
        .Select(points => string.Concat(points.Select(p => new Rune(p).ToString())))
        .Sample(
            text =>
            {
                var key = ScimText.CaseKey(text);
                Assert.Equal(key, ScimText.CaseKey(key));
                Assert.Equal(key, ScimText.CaseKey(text.ToLowerInvariant()));
            },
            iter: Effort.Of(20_000));

    [Fact]
    [Trait("incident", "scimple#981")]
    public void Every_single_character_has_a_stable_key()
    {
        for (var point = 1; point <= 0xFFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                var key = ScimText.CaseKey(new Rune(point).ToString());
                Assert.Equal(key, ScimText.CaseKey(key));
            }
        }
    }

    [Fact]
    public void Keys_order_as_their_UTF8_bytes_do() => Gen.String[0, 6].Select(Gen.String[0, 6]).Sample(
        (left, right) =>
        {
            if (Sound(left) && Sound(right))
            {
                var bytes = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(bytes), Math.Sign(ScimText.Compare(left, right)));
            }
        },
        iter: Effort.Of(5000));

    private static bool Sound(string text) => !text.EnumerateRunes().Any(r => r == Rune.ReplacementChar);
}
