using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Bench;

/// <summary>Some callers in a closed loop.</summary>
internal abstract class Load(Store store, CommitCount commits, int batch)
{
    /// <summary>1.2 kB, as an identity provider's user is.</summary>
    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"note":"{{{new string('x', 1100)}}}","meta":{"resourceType":"User"}}""");
    private long _number;

    public static Origin Origin { get; } = new() { Actor = "rct_bench", Directory = 7, Verb = "POST", Route = "/Users", Status = 201, Request = Body };

    protected Store Store { get; } = store;

    protected CommitCount Commits { get; } = commits;

    protected int Batch { get; } = batch;

    public abstract Task<long> RunAsync(TimeSpan duration);

    protected CreateUser Next()
    {
        var number = Interlocked.Increment(ref _number);
        var name = $"user{number}@bench.example";
        var person = new PersonFacts { UserName = name, NameKey = name, ExternalId = $"external-{number}", DisplayName = "A User", Emails = [new EmailFact(name, "work", true)], Active = true };
        return new CreateUser
        {
            Origin = Origin,
            Directory = 7,
            Id = Guid.CreateVersion7(),
            UserId = Guid.CreateVersion7(),
            Document = Body,
            Facts = new UserFacts(person, [new FoundBy(KeyAttributes.Email, name)], "a user"),
        };
    }
}

/// <summary>Through the one writer.</summary>
internal sealed class RegistrarLoad(Store store, CommitCount commits, int batch) : Load(store, commits, batch)
{
    private readonly Registrar _registrar = new(store);

    public override async Task<long> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, Batch).Select(_ => Task.Run(() => CallerAsync(clock, duration))));
        return done.Sum();
    }

    private async Task<long> CallerAsync(Stopwatch clock, TimeSpan duration)
    {
        var done = 0L;
        for (; clock.Elapsed < duration; done++)
        {
            if (await _registrar.ApplyAsync(1, Next()) is not Outcome.Recorded { Changed: true })
            {
                throw new InvalidOperationException("A create was refused.");
            }
        }

        return done;
    }
}

/// <summary>The same rows by hand: no queue, no reading, no deciding; one transaction a batch.</summary>
internal sealed class RawLoad(Store store, CommitCount commits, int batch) : Load(store, commits, batch)
{
    public override async Task<long> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var done = 0L;
        for (; clock.Elapsed < duration; done += Batch)
        {
            await Store.WriteAsync(1, 2 * Batch, WriteAsync, Batch);
        }

        return done;
    }

    private async ValueTask<int> WriteAsync(Session session, LaneGrant grant, CancellationToken ct)
    {
        var rows = Enumerable.Range(0, Batch).Select(_ => Row(grant, Next())).ToList();
        var at = grant.At;
        await session.RunAsync(
        [
            new Step(NameTable.Save, [.. rows.SelectMany(r => Names(r.Create, r.Record))]),
            new Step(ExtraKeyTable.Save, [.. rows.Select(r => ExtraKeyTable.Values(1, new ExtraKey(1, r.Create.Facts.Person.NameKey, r.Record.Key)))]),
            new Step(RecordTable.Insert, [.. rows.Select(r => RecordTable.Inserted(r.Record, r.Create.Document))]),
            new Step(UserTable.Save, [.. rows.Select(r => UserTable.Values(r.User))]),
            new Step(UserRecordTable.Save, [.. rows.Select(r => UserRecordTable.Values(new UserRecordRow(1, r.User.Key, r.Record.Key, 1, 1, at)))]),
            new Step(BlockTable.Add, [.. rows.SelectMany(r => BlockTable.Of(r.Record)).CountBy(b => b).Select(b => BlockTable.Values(1, b.Key, b.Value))]),
            ChangesTable.Append([.. rows.Select(r => new ChangeRow { Account = 1, No = grant.NextNo(), At = at, Origin = Origin, Subject = r.User.Key, Kind = ChangeKind.RecordCreated })]),
        ],
        ct);
        return 0;
    }

    private static IEnumerable<Value[]> Names(CreateUser create, RecordRow record) =>
    [
        NameTable.Values(1, new NameId(1, create.Facts.Person.NameKey), new NameRow(record.Key, 7)),
        NameTable.Values(1, new NameId(2, create.Facts.Person.ExternalId!), new NameRow(record.Key, 7)),
    ];

    private static (CreateUser Create, RecordRow Record, UserRow User) Row(LaneGrant grant, CreateUser create)
    {
        var name = create.Facts.Person.NameKey;
        var record = new RecordRow
        {
            Account = 1, Key = grant.NextKey(), Directory = 7, Type = RecordType.User, Id = create.Id, State = RecordState.Live, Version = 1, Created = grant.At,
            Modified = grant.At, NameKey = name, ExternalId = create.Facts.Person.ExternalId, Active = true, OwnerKey = grant.NextKey(),
        };
        var user = new UserRow
        {
            Account = 1, Key = record.OwnerKey, Id = create.UserId, LeadRecord = record.Key, State = RecordState.Live, UserName = name, NameKey = name, Email = name, EmailKey = name,
            LedBy = DirectoryKind.Scim, Active = true, Blocked = false, License = LicenseState.Assigned, Reason = LicenseReason.Assigned, Created = grant.At, Modified = grant.At, EligibleSince = grant.Now,
        };
        return (create, record, user);
    }
}

/// <summary>Listens to the store's own counter of commits.</summary>
internal sealed class CommitCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _commits;

    public CommitCount()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "rollcall_store_commits")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _commits, value));
        _listener.Start();
    }

    public long Commits => Interlocked.Read(ref _commits);

    public void Reset() => Interlocked.Exchange(ref _commits, 0);

    public void Dispose() => _listener.Dispose();
}
