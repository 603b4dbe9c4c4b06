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

    [Fact]
    public void A_rotated_ring_reads_what_older_keys_signed_but_only_as_long_as_that_can_live()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(s_end);
        var (here, there) = (KeyRing.Open(Path, time), KeyRing.Open(Path, time));
        var tokens = new AccessTokens(here);
        var (soon, late) = (tokens.Issue(Secret(1), s_end.AddHours(6)).Reveal(), tokens.Issue(Secret(1), s_end.AddHours(7)).Reveal());
        var old = here.Current;

        var key = here.Rotate();

        Assert.Equal((key.Id, s_end, (DateTimeOffset?)null), (here.Current.Id, here.RetiredAt(old), here.RetiredAt(key)));
        Assert.NotNull(tokens.Read(soon));
        Assert.Null(tokens.Read(late));
        // Another process meets the new key before it has seen the file.
        Assert.NotNull(new AccessTokens(there).Read(tokens.Issue(Secret(1), s_end.AddHours(6)).Reveal()));
        Assert.Equal(key.Id, there.Current.Id);
        here.Drop(old);
        Assert.Null(tokens.Read(soon));
        Assert.Throws<InvalidOperationException>(() => here.Drop(here.Current));
        Assert.Single(KeyRing.Open(Path, time).Keys);
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_ring_whose_file_is_gone_goes_on_with_what_it_read()
    {
        var ring = KeyRing.Open(Path, TimeProvider.System);
        File.Delete(Path);
        Assert.Null(ring.Find(ring.Current.Id + 1));
        Assert.NotNull(ring.Find(ring.Current.Id));
        Assert.ThrowsAny<IOException>(ring.Rotate);
    }

    [Fact]
    public async Task What_an_older_key_sealed_is_sealed_anew_in_slices_and_only_then_the_key_can_be_dropped()
    {
        await using var test = await TestStore.OpenAsync("sqlite");
        var ct = TestContext.Current.CancellationToken;
        var ring = KeyRing.Open(Path, TimeProvider.System);
        var seal = new SecretSeal(ring);
        var box = new Box(seal, 250);
        var desk = new KeyRingDesk(ring, [box], test.Store);
        var old = ring.Current;
        (await desk.RotateAsync(Asked.By())).Done();
        Assert.Equal("ring-key-in-use", (await desk.DropAsync(old.Id, Asked.By(), ct)).Refused().Code);
        Assert.Equal("ring-key-in-use", (await desk.DropAsync(ring.Current.Id, Asked.By(), ct)).Refused().Code);
        Assert.Equal([250, 0], (await desk.ListAsync(ct)).Select(static k => k.Sealed));

        Assert.Equal(250, await desk.RenewAsync(ct));

        Assert.Equal([100, 100, 50], box.Slices);
        Assert.Equal([0, 250], (await desk.ListAsync(ct)).Select(static k => k.Sealed));
        Assert.All(Enumerable.Range(0, 250), n => Assert.Equal($"secret {n}", seal.Open(box.Rows[n], $"place {n}")?.Reveal()));
        Assert.Null(seal.Open(box.Rows[0], "place 1"));
        (await desk.DropAsync(old.Id, Asked.By(), ct)).Done();
        Assert.Equal("ring-key-unknown", (await desk.DropAsync(old.Id, Asked.By(), ct)).Refused().Code);
    }

    private sealed class Box(SecretSeal seal, int count) : ISealedSecrets
    {
        public List<byte[]> Rows { get; } = [.. Enumerable.Range(0, count).Select(n => seal.Seal(new Core.Access.Secret($"secret {n}"), $"place {n}"))];

        public List<int> Slices { get; } = [];

        public ValueTask<IReadOnlyDictionary<ulong, long>> CountAsync(CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyDictionary<ulong, long>>(Rows.GroupBy(static row => SecretSeal.KeyOf(row)).ToDictionary(static g => g.Key, static g => (long)g.Count()));

        public ValueTask<int> RenewAsync(int most, CancellationToken ct)
        {
            var done = 0;
            for (var n = 0; n < Rows.Count && done < most; n++)
            {
                if (seal.Renew(Rows[n], $"place {n}") is { } renewed)
                {
                    Rows[n] = renewed;
                    done++;
                }
            }

            Slices.Add(done);
            return ValueTask.FromResult(done);
        }
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
