using System.Globalization;
using Rollcall.Core.Admission;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Admission;

public sealed class AddressChoiceTests
{
    public static TheoryData<string, string> Choices => Tables.Read("choices.cases");

    [Theory]
    [MemberData(nameof(Choices))]
    public void Whom_an_address_means(string users, string expected)
    {
        var contenders = users.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(User).ToList();
        Assert.Equal(expected, AddressChoice.Pick(contenders) is { } key ? ((char)key.Value).ToString() : "nobody");
        contenders.Reverse();
        Assert.Equal(expected, AddressChoice.Pick(contenders) is { } again ? ((char)again.Value).ToString() : "nobody");
    }

    private static Contender User(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Contender(new RowKey(words[0][0]), words.Contains("holds"), words.Contains("active"), Day(words, "since="), Day(words, "changed=")!.Value);
    }

    private static DateTimeOffset? Day(string[] words, string name) => words.FirstOrDefault(word => word.StartsWith(name, StringComparison.Ordinal)) is { } word
        ? DateTimeOffset.UnixEpoch.AddDays(int.Parse(word.AsSpan(name.Length), CultureInfo.InvariantCulture))
        : null;
}
