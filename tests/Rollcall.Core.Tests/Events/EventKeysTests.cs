using Microsoft.Extensions.Time.Testing;
using Rollcall.Core.Access;
using Rollcall.Core.Events;

namespace Rollcall.Core.Tests.Events;

/// <summary>The keys that events are signed with, while the key ring rotates.</summary>
public sealed class EventKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rollcall-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_is_shown_before_it_signs_and_after()
    {
        var time = new FakeTimeProvider();
        var ring = KeyRing.Open(Path.Combine(_folder, "ring"), time);
        using var keys = new EventKeys(ring, time);
        var first = keys.SignerOf(1).KeyId;
        Assert.Equal([first], Shown(keys));

        time.Advance(TimeSpan.FromHours(1));
        ring.Rotate();

        Assert.Equal(first, keys.SignerOf(1).KeyId);
        Assert.Equal(first, Shown(keys)[1]);
        var second = Shown(keys)[0];
        time.Advance(EventKeys.Notice);
        Assert.Equal(second, keys.SignerOf(1).KeyId);
        Assert.Equal([second, first], Shown(keys));
    }

    /// <summary>A key that was lost must sign no more, known or not.</summary>
    [Fact]
    public void A_dropped_key_signs_nothing_and_is_not_shown()
    {
        var time = new FakeTimeProvider();
        var ring = KeyRing.Open(Path.Combine(_folder, "ring"), time);
        using var keys = new EventKeys(ring, time);
        var (first, lost) = (keys.SignerOf(1).KeyId, ring.Current);

        ring.Rotate();
        ring.Drop(lost);

        Assert.NotEqual(first, keys.SignerOf(1).KeyId);
        Assert.Equal([keys.SignerOf(1).KeyId], Shown(keys));
    }

    [Fact]
    public void Accounts_and_installations_have_keys_of_their_own()
    {
        using var here = new EventKeys(KeyRing.Open(Path.Combine(_folder, "here"), TimeProvider.System), TimeProvider.System);
        using var again = new EventKeys(KeyRing.Open(Path.Combine(_folder, "here"), TimeProvider.System), TimeProvider.System);
        using var there = new EventKeys(KeyRing.Open(Path.Combine(_folder, "there"), TimeProvider.System), TimeProvider.System);

        Assert.Equal(here.SignerOf(1).KeyId, again.SignerOf(1).KeyId);
        Assert.Equal(3, new[] { here.SignerOf(1).KeyId, here.SignerOf(2).KeyId, there.SignerOf(1).KeyId }.Distinct().Count());
    }

    private static List<string> Shown(EventKeys keys) => [.. keys.PublicKeysOf(1).Select(static key => key.Id)];
}
