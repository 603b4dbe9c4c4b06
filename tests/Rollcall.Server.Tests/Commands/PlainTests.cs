using CsCheck;
using Rollcall.Server.Commands;

namespace Rollcall.Server.Tests.Commands;

/// <summary>Text from outside is made safe to print.</summary>
public sealed class PlainTests
{
    [Fact]
    public void No_text_keeps_a_character_that_a_terminal_acts_on() =>
        Gen.String.Sample(static text => !Plain.Text(text).Any(static c => char.IsControl(c) || c is '\u202e' or '\u200b' or '\u2028' or '\ufeff'));

    [Theory]
    [InlineData("Zoë Müller", "Zoë Müller")]
    [InlineData("a\tb\n", @"a\u0009b\u000A")]
    [InlineData("\u001b]0;title\u0007", @"\u001B]0;title\u0007")]
    [InlineData(null, "")]
    public void What_is_harmless_stays(string? text, string expected) => Assert.Equal(expected, Plain.Text(text));
}
