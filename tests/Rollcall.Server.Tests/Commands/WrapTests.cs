using CsCheck;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>Text is broken at spaces alone, and nothing of it is lost.</summary>
public sealed class WrapTests
{
    [Fact]
    public void No_word_is_lost_or_cut_and_no_line_is_wider_than_it_must_be() =>
        Gen.Select(Gen.String[Gen.Char['a', 'e'], 1, 12].Array[1, 30], Gen.Int[5, 40]).Sample(static (words, width) =>
        {
            var text = string.Join(' ', words);
            var lines = Wrap.Lines(text, width).ToList();
            return string.Join(' ', lines) == text && lines.All(line => line.Length <= width || !line.Contains(' ', StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("", "")]
    [InlineData("one two", "one two")]
    [InlineData("one two three four", "one two|three four")]
    [InlineData("see https://a.very.long.example/path now", "see|https://a.very.long.example/path|now")]
    public void It_breaks_as_people_would(string text, string expected) => Assert.Equal(expected, string.Join('|', Wrap.Lines(text, 10)));
}
