using CsCheck;
using Rollcall.Core.People;

namespace Rollcall.Core.Tests.People;

public sealed class AddressTests
{
    public static TheoryData<string, string> Addresses => Tables.Read("addresses.cases");

    [Theory]
    [MemberData(nameof(Addresses))]
    public void The_address_of_emails(string emails, string expected)
    {
        var address = Address.Of([.. emails.Split('|').Where(part => part.Contains(':', StringComparison.Ordinal)).Select(Email)]);
        Assert.Equal(expected, address is null ? "none" : $"{address.Text} / {address.Key}");
    }

    [Fact]
    public void The_longest_address_has_254_characters()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".org";
        Assert.Equal(254, Address.Parse(new string('a', 254 - 1 - domain.Length) + "@" + domain)?.Text.Length);
        Assert.Null(Address.Parse(new string('a', 255 - 1 - domain.Length) + "@" + domain));
    }

    [Fact]
    public void Any_text_is_an_address_or_none_and_reading_it_again_changes_nothing() =>
        Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Const('@'), Gen.Const('.'), Gen.Char), 0, 40].Sample(
            text => Address.Parse(text) is not { } first || (Address.Parse(first.Text) == first && Address.Parse(first.Key)!.Key == first.Key),
            iter: Effort.Of(20_000));

    private static EmailFact Email(string part)
    {
        var at = part.IndexOf(':', StringComparison.Ordinal);
        var type = part[..at].Trim();
        return new EmailFact(part[(at + 1)..], type.TrimEnd('*') is { Length: > 0 } named ? named : null, type.EndsWith('*'));
    }
}
