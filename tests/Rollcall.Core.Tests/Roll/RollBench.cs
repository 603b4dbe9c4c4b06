using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Roll;

/// <summary>An account with one directory, and the operations that a directory's store would give to the registrar.</summary>
internal sealed class RollBench(TestStore test)
{
    public const long Account = 1;
    public const long Directory = 9;

    public Store Store { get; } = test.Store;

    public Registrar Registrar { get; } = new(test.Store);

    public static async Task<RollBench> OpenAsync(TestStore test, int licenses)
    {
        await test.Store.WriteAsync(0, 0, async (s, _, ct) => await LaneTable.CreateAsync(s, Account, 0, 0, ct));
        var bench = new RollBench(test);
        await bench.Registrar.ApplyAsync(Account, new SetPool { Origin = Origin("PUT"), Total = licenses });
        return bench;
    }

    public static Origin Origin(string verb) => new() { Actor = "rct_test", Directory = Directory, Verb = verb, Route = "/Users", Status = 200 };

    public static UserFacts Facts(string name, string? email, bool active = true, string? externalId = null)
    {
        List<EmailFact> emails = email is null ? [] : [new EmailFact(email, "work", true)];
        var person = new PersonFacts { UserName = name, NameKey = name, ExternalId = externalId, DisplayName = name, Emails = emails, Active = active };
        return new UserFacts(person, [.. emails.Select(e => new FoundBy(KeyAttributes.Email, e.Value))], name);
    }

    /// <summary>The document is nothing but the facts, as the test can read them back.</summary>
    public static byte[] Document(UserFacts f) => System.Text.Encoding.UTF8.GetBytes($"{f.Person.UserName}|{(f.Keys.Count > 0 ? f.Keys[0].Value : "")}|{f.Person.Active}|{f.Person.ExternalId}");

    public static UserFacts Read(byte[] document)
    {
        var parts = System.Text.Encoding.UTF8.GetString(document).Split('|');
        return Facts(parts[0], parts[1].Length == 0 ? null : parts[1], bool.Parse(parts[2]), parts[3].Length == 0 ? null : parts[3]);
    }

    public Task<Outcome> Apply(RollOperation operation) => Registrar.ApplyAsync(Account, operation).AsTask();

    public static CreateUser Create(UserFacts facts, Guid? id = null) => new()
    {
        Origin = Origin("POST"), Directory = Directory, Id = id ?? Guid.CreateVersion7(), UserId = Guid.CreateVersion7(), Document = Document(facts), Facts = facts,
    };

    public static ReviseUser Revise(Guid id, Func<UserFacts, UserFacts> change, long? ifMatch = null) => new()
    {
        Origin = Origin("PATCH"),
        Directory = Directory,
        Id = id,
        IfMatch = ifMatch,
        Revise = document =>
        {
            var before = Read(document);
            var after = change(before);
            var next = Document(after);
            return next.AsSpan().SequenceEqual(document) ? Revision.Unchanged.Same : new Revision.OfUser(next, before, after);
        },
    };

    public static DeleteUser Delete(Guid id, bool keeps = true) => new() { Origin = Origin("DELETE"), Directory = Directory, Id = id, KeepsUser = keeps, Facts = Read };

    public static CreateGroup Group(string name, Guid id, params Guid[] members) => new()
    {
        Origin = Origin("POST"), Directory = Directory, Id = id, GroupId = Guid.CreateVersion7(), Document = System.Text.Encoding.UTF8.GetBytes(name),
        Facts = new GroupFacts { DisplayName = name, DisplayKey = name }, Members = [new MemberStep.Add(members)],
    };

    public static ReviseGroup Members(Guid id, params MemberStep[] steps) => new() { Origin = Origin("PATCH"), Directory = Directory, Id = id, Members = steps };

    public Task<long> NumberAsync(string sql) => Store.ReadAsync((s, c) => s.NumberAsync(new Sql(sql), [], c), TestContext.Current.CancellationToken).AsTask();
}
