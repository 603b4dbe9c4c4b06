using Rollcall.Core.Access;
using Rollcall.Core.Events;
using Rollcall.Core.Tests.Directories;
using Rollcall.Scim.Resources;

namespace Rollcall.Core.Tests.Events;

/// <summary>The sealed secrets of receivers, while the key ring rotates.</summary>
public sealed class ReceiverSecretsTests
{
    [Theory]
    [MemberData(nameof(TestStore.Engines), MemberType = typeof(TestStore))]
    public async Task What_an_older_key_sealed_is_sealed_anew_and_opens_as_before(string engine)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var test = await TestStore.OpenAsync(engine);
        using var bench = new EventBench(await ScimBench.OpenAsync(test.Store, ScimProfile.Generic));
        var seal = new SecretSeal(bench.Ring);
        var secrets = new ReceiverSecrets(test.Store, seal, bench.Ring);
        var desk = await bench.ReceiverAsync(new NewReceiver { Kind = ReceiverKind.Webhook, Label = "desk", Url = "https://desk.example/" });
        var siem = await bench.ReceiverAsync(new NewReceiver { Kind = ReceiverKind.Push, Label = "siem", Url = "https://siem.example/", BearerToken = "shown" });
        await bench.ReceiverAsync(new NewReceiver { Kind = ReceiverKind.Poll, Label = "poll" });
        var (old, text) = (bench.Ring.Current, seal.Open(desk.Secret!, desk.SecretPlace)!.Reveal());
        Assert.Equal(2, (await secrets.CountAsync(ct))[old.Id]);
        Assert.Equal(0, await secrets.RenewAsync(100, ct));

        bench.Ring.Rotate();

        Assert.Equal(1, await secrets.RenewAsync(1, ct));
        Assert.Equal(1, await secrets.RenewAsync(100, ct));
        Assert.Equal(0, await secrets.RenewAsync(100, ct));
        Assert.Equal([new(bench.Ring.Current.Id, 2)], await secrets.CountAsync(ct));
        bench.Ring.Drop(old);
        var now = await bench.NowAsync(desk);
        Assert.Equal(text, seal.Open(now.Secret!, now.SecretPlace)!.Reveal());
        Assert.Equal(desk.Revision + 1, now.Revision);
        now = await bench.NowAsync(siem);
        Assert.Equal("shown", seal.Open(now.Secret!, now.SecretPlace)!.Reveal());
        Assert.Null(seal.Open(now.Secret!, desk.SecretPlace));
    }
}
