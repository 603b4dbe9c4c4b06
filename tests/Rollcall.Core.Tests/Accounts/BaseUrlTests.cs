using Rollcall.Core.Accounts;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Accounts;

public sealed class BaseUrlTests
{
    private static readonly AccountId Account = new(new Guid("0196f0c2-1111-7000-8000-000000000001"));
    private static readonly DirectoryId Directory = new(new Guid("0196f0c2-2222-7000-8000-000000000002"));

    public static TheoryData<string, string> Pasted => Tables.Read("base-urls.cases");

    [Theory]
    [MemberData(nameof(Pasted))]
    public void A_pasted_url_is_compared_part_by_part(string pasted, string differs)
    {
        var url = pasted.Replace("{a}", Account.ToString(), StringComparison.Ordinal).Replace("{d}", Directory.ToString(), StringComparison.Ordinal);
        var report = BaseUrlCheck.Compare(url, BaseUrl.Of(new Uri("https://id.example.com/"), Account, Directory));
        Assert.Equal(differs, report.Matches ? "same" : string.Join(' ', report.Parts.Where(p => !p.Matches).Select(p => p.Name)));
    }

    [Fact]
    public void The_base_url_keeps_the_path_of_a_proxy()
    {
        var url = BaseUrl.Of(new Uri("https://example.com/id/"), Account, Directory);
        Assert.Equal("https://example.com/id/scim/v2/0196f0c2111170008000000000000001/0196f0c2222270008000000000000002", url.AbsoluteUri);
        Assert.True(BaseUrlCheck.Compare(url.AbsoluteUri, url).Matches);
        Assert.Equal("path", BaseUrlCheck.Compare(url.AbsoluteUri.Replace("/id/", "/ip/", StringComparison.Ordinal), url).Parts.First(p => !p.Matches).Name);
    }
}
