using CsCheck;
using Rollcall.Core.Admission;

namespace Rollcall.Core.Tests.Admission;

public sealed class ReferenceTests
{
    public static TheoryData<string, string> References => Tables.Read("references.cases");

    [Theory]
    [MemberData(nameof(References))]
    public void What_a_person_types_is_read(string typed, string expected) => Assert.Equal(expected, Reference.Parse(typed)?.Text ?? "none");

    [Fact]
    public void Sixty_bits_of_the_bytes_count()
    {
        Assert.Equal("REF-000000000000", Reference.Of([0, 0, 0, 0, 0, 0, 0, 0]).Text);
        Assert.Equal("REF-ZZZZZZZZZZZZ", Reference.Of([15, 255, 255, 255, 255, 255, 255, 255]).Text);
        Assert.Equal("REF-000000000001", Reference.Of([0xF0, 0, 0, 0, 0, 0, 0, 1]).Text);
        Assert.Null(Reference.Parse(null));
    }

    [Fact]
    public void Every_reference_is_read_back_in_any_spelling() =>
        Gen.Byte.Array[Reference.RandomBytes].Sample(bytes =>
        {
            var reference = Reference.Of(bytes);
            var bare = reference.Text[4..].ToLowerInvariant();
            Assert.Equal(reference, Reference.Parse(reference.Text));
            Assert.Equal(reference, Reference.Parse(bare));
            Assert.Equal(reference, Reference.Parse($"ref {bare[..4]}-{bare[4..8]}-{bare[8..]}"));
        }, iter: Effort.Of(5_000));
}
