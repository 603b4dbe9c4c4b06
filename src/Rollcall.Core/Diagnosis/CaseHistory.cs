using System.Text.Json;
using Rollcall.Core.Admission;
using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>What the journal tells of a person and of the directories in question.</summary>
internal sealed class CaseHistory(Session session, long account, CancellationToken ct)
{
    private const int Latest = 50;
    private static readonly ExchangeKind[] OfDirectories = [ExchangeKind.Refusal, ExchangeKind.Unauthorized, ExchangeKind.TestConnection];

    public List<ExchangeFacts> Exchanges { get; } = [];

    public List<AdmissionSeen> Admissions { get; } = [];

    public List<DeletionSeen> Deletions { get; } = [];

    /// <summary>The row of the last block, or null.</summary>
    public Evidence? LastBlock { get; private set; }

    public async ValueTask ReadAsync(Question question, UserRow? user, List<DirectoryFacts> directories)
    {
        if (user is not null)
        {
            await ChangesAsync(user);
        }

        await AboutPersonAsync(question, user);
        foreach (var directory in directories.Where(d => d.Kind == DirectoryKind.Scim))
        {
            await OfDirectoryAsync(directory.Key.Value);
        }

        await AdmissionsAsync(question, user);
    }

    private async ValueTask ChangesAsync(UserRow user)
    {
        foreach (var row in await ChangesTable.OfSubjectAsync(session, account, user.Key, Latest, ct))
        {
            if (row.Kind == ChangeKind.UserBlocked)
            {
                LastBlock ??= new Evidence(row.No, Micros.ToTime(row.At), $"blocked by {row.Origin.Actor}");
            }

            if (row.Kind == ChangeKind.RecordDeleted && row.Origin.Directory is { } directory)
            {
                Deletions.Add(new DeletionSeen(row.No, Micros.ToTime(row.At), new RowKey(directory), BySource: true, row.Origin.Actor, user.UserName));
            }

            if (row.Kind == ChangeKind.RecordDeleted && row.Origin.Directory is null && row.Record is { } record)
            {
                var of = (await RecordReader.OfOwnerAsync(session, account, user.Key, ct)).Find(r => r.Head.Key == record)?.Head.Directory ?? 0;
                Deletions.Add(new DeletionSeen(row.No, Micros.ToTime(row.At), new RowKey(of), BySource: false, row.Origin.Actor, user.UserName));
            }

            if (EffectOf(row) is { } effect)
            {
                Exchanges.Add(new ExchangeFacts
                {
                    JournalNo = row.No,
                    At = Micros.ToTime(row.At),
                    Directory = row.Origin.Directory is { } key ? new RowKey(key) : null,
                    Verb = row.Origin.Verb,
                    Route = row.Origin.Route,
                    Status = row.Origin.Status,
                    CredentialPrefix = row.Origin.Actor,
                    ConcernsPerson = true,
                    Effect = effect,
                });
            }
        }
    }

    private static ExchangeEffect? EffectOf(ChangeRow row)
    {
        var effects = row.Effects?.Split(',') ?? [];
        return row.Kind switch
        {
            ChangeKind.RecordCreated => ExchangeEffect.Created,
            ChangeKind.RecordDeleted => ExchangeEffect.Deleted,
            ChangeKind.RecordChanged when effects.Contains(ChangeEffects.SoftlyDeleted) => ExchangeEffect.SoftlyDeleted,
            ChangeKind.RecordChanged when effects.Contains(ChangeEffects.Deactivated) => ExchangeEffect.Deactivated,
            ChangeKind.RecordChanged when effects.Contains(ChangeEffects.Activated) => ExchangeEffect.Reactivated,
            ChangeKind.RecordChanged => ExchangeEffect.Changed,
            _ => null,
        };
    }

    private async ValueTask AboutPersonAsync(Question question, UserRow? user)
    {
        var names = new[] { question.NameKey, user?.NameKey, user?.EmailKey }.OfType<string>().Distinct(StringComparer.Ordinal);
        foreach (var name in names)
        {
            foreach (var (no, exchange) in await ExchangesTable.OfSubjectAsync(session, account, name, Latest, ct))
            {
                Add(no, exchange, concernsPerson: true);
            }
        }
    }

    private async ValueTask OfDirectoryAsync(long directory)
    {
        foreach (var kind in OfDirectories)
        {
            foreach (var (no, exchange) in await ExchangesTable.OfDirectoryAsync(session, account, directory, kind, Latest / 2, ct))
            {
                Add(no, exchange, concernsPerson: false);
            }
        }
    }

    private void Add(long no, Exchange exchange, bool concernsPerson)
    {
        if (Exchanges.Exists(e => e.JournalNo == no))
        {
            return;
        }

        Exchanges.Add(new ExchangeFacts
        {
            JournalNo = no,
            At = exchange.At,
            Directory = exchange.Directory is { } key ? new RowKey(key) : null,
            Verb = exchange.Verb,
            Route = exchange.Route,
            Status = exchange.Status,
            Code = exchange.Code,
            Detail = exchange.Detail,
            Attribute = exchange.Status == 409 ? FirstWord(exchange.Detail) : null,
            HeldBy = exchange.Status == 409 ? Quoted(exchange.Detail) : null,
            CredentialPrefix = exchange.Actor == "-" ? null : exchange.Actor,
            ConcernsPerson = concernsPerson,
            IsMatchQuery = exchange.Kind == ExchangeKind.Match,
        });
    }

    /// <summary>A refusal for uniqueness begins with the attribute's name, after the code.</summary>
    private static string? FirstWord(string? detail) => detail?.Split(' ').FirstOrDefault(word => !word.EndsWith(':'));

    /// <summary>And names the directory that holds the value in quotes, where it is another one.</summary>
    private static string? Quoted(string? detail) => detail?.Split('\'') is [_, var label, ..] ? label : null;

    private async ValueTask AdmissionsAsync(Question question, UserRow? user)
    {
        var rows = user is not null
            ? await AdmissionsTable.OfSubjectAsync(session, account, user.Key, Latest, ct)
            : [.. (await AdmissionsTable.LatestAsync(session, account, 4 * Latest, ct)).Where(r => r.Address == (Address.Parse(question.Asked)?.Key ?? question.NameKey))];
        foreach (var row in rows)
        {
            var facts = JsonSerializer.Deserialize(row.Facts, AdmissionJson.Default.AdmissionSnapshot);
            Admissions.Add(new AdmissionSeen(row.No, Micros.ToTime(row.At), ReasonOf(row.Decision), facts?.Email ?? row.Address ?? string.Empty, facts?.Subdomain, row.Decision == AdmissionDesk.BadProof ? facts?.Proof : null));
        }
    }

    /// <summary>Null of one that was allowed, and of one that lacked nothing but proof.</summary>
    private static AdmissionReason? ReasonOf(string decision)
    {
        foreach (var reason in Enum.GetValues<AdmissionReason>())
        {
            if (AdmissionSentence.Of(reason).Code == decision)
            {
                return reason;
            }
        }

        return null;
    }
}
