using Rollcall.Core.Access;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests.Access;

/// <summary>The key ring's file, and access tokens that it signs.</summary>
public sealed class KeyRingTests : IDisposable
{
    private static readonly DateTimeOffset s_end = new(2026, 11, 26, 13, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("rollcall-ring-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "key-ring");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Of_many_that_open_it_at_once_one_makes_it_and_only_its_owner_reads_it()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => KeyRing.Open(Path, TimeProvider.System))));

        Assert.Single(rings.Select(static ring => ring.Current.Id).Distinct());
        Assert.Equal([Path], Directory.GetFiles(_folder));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("key")]
    [InlineData("0000000000000001 2026-01-01T00:00:00Z AAAA")]
    public void A_file_that_is_no_key_ring_is_refused_and_left_as_it_is(string text)
    {
        File.WriteAllText(Path, text);

        Assert.Contains(Path, Assert.Throws<IOException>(() => KeyRing.Open(Path, TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Fact]
    public void An_access_token_says_what_was_signed_and_nothing_else_is_one()
    {
        var tokens = new AccessTokens(KeyRing.Open(Path, TimeProvider.System));
        var secret = Secret(7);
        var text = tokens.Issue(secret, s_end).Reveal();

        Assert.Equal(new AccessGrant(7, secret.Id, s_end), tokens.Read(text));
        Assert.Equal("rca_AbCd1234", TokenText.PrefixOrNull(text));
        Assert.NotEqual(text, tokens.Issue(secret, s_end).Reveal());
        Assert.Null(new AccessTokens(KeyRing.Open(Path + "2", TimeProvider.System)).Read(text));
        // Each character of the signed part is changed in turn; the last one of base64url may have spare bits, which must be 0.
        Assert.All(Enumerable.Range(13, text.Length - 13), at => Assert.Null(tokens.Read(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..])));
        Assert.All(["", "rca_", text[..^1], text + "A", text.Replace("rca_", "rct_", StringComparison.Ordinal), new string('x', text.Length)], other => Assert.Null(tokens.Read(other)));
    }

    [Fact]
    public void Another_process_reads_the_file_again_when_it_meets_a_key_that_it_does_not_know()
    {
        var (here, there) = (KeyRing.Open(Path, TimeProvider.System), KeyRing.Open(Path + "2", TimeProvider.System));
        var text = new AccessTokens(there).Issue(Secret(1), s_end).Reveal();
        Assert.Null(new AccessTokens(here).Read(text));

        File.AppendAllLines(Path, File.ReadLines(Path + "2"));
        File.SetLastWriteTimeUtc(Path, File.GetLastWriteTimeUtc(Path).AddSeconds(1));

        Assert.NotNull(new AccessTokens(here).Read(text));
    }

    private static Credential Secret(long account) => new()
    {
        Id = new CredentialId(Guid.CreateVersion7()),
        Kind = CredentialKind.ClientSecret,
        Account = account,
        Owner = new RowKey(1),
        Prefix = "rcs_AbCd1234",
        Label = "x",
        Created = s_end.AddDays(-1),
    };
}
