using Rollcall.Core.Access;
using Rollcall.Core.Events;
using Rollcall.Core.Events.Outbound;
using Rollcall.Core.Journal;
using Rollcall.Core.Tests.Directories;

namespace Rollcall.Core.Tests.Events;

/// <summary>What delivers events, without a server: over an account of <see cref="ScimBench"/>.</summary>
internal sealed class EventBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rollcall-events-").FullName;
    private readonly OutboundClient _client;

    public EventBench(ScimBench bench, TimeProvider? time = null, Func<EventOptions, EventOptions>? adjust = null)
    {
        time ??= TimeProvider.System;
        Bench = bench;
        Ring = KeyRing.Open(Path.Combine(_folder, "ring"), time);
        Keys = new EventKeys(Ring, time);
        var rules = OutboundRules.Parse("loopback")!;
        _client = new OutboundClient(rules);
        var options = new EventOptions { PublicAddress = static () => new Uri("https://rollcall.example") };
        options = adjust?.Invoke(options) ?? options;
        var seal = new SecretSeal(Ring);
        Register = new ReceiverRegister(bench.Store, new CredentialRegister(bench.Store), seal, rules);
        Ledger = new ReceiverLedger(bench.Store);
        Reader = new EventReader(bench.Store, options);
        Delivery = new Delivery(_client, Keys, seal, options, time);
        Courier = new Courier(Reader, Delivery, Ledger, new JournalWatch(), options, time);
    }

    public ScimBench Bench { get; }

    public KeyRing Ring { get; }

    public EventKeys Keys { get; }

    public ReceiverRegister Register { get; }

    public ReceiverLedger Ledger { get; }

    public EventReader Reader { get; }

    public Delivery Delivery { get; }

    public Courier Courier { get; }

    public async Task<ReceiverRow> ReceiverAsync(NewReceiver wish) => ScimBench.Done(await Register.CreateAsync(Bench.Account.Number, wish, ScimBench.Origin)).Row;

    /// <summary>All events of a receiver from its place on.</summary>
    public async Task<List<EventItem>> ReadAsync(ReceiverRow receiver)
    {
        var items = new List<EventItem>();
        for (var no = receiver.No; ;)
        {
            var page = await Reader.AfterAsync(receiver, no, TestContext.Current.CancellationToken);
            items.AddRange(page.Items);
            if (!page.More)
            {
                return items;
            }

            no = page.Last;
        }
    }

    public async Task<ReceiverRow> NowAsync(ReceiverRow receiver) => (await Register.FindAsync(receiver.Account, receiver.Key, TestContext.Current.CancellationToken))!;

    public void Dispose()
    {
        _client.Dispose();
        Keys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
