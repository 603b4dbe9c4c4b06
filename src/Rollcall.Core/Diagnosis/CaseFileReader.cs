using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Admission;
using Rollcall.Core.Events;
using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll.Admitting;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>Reads everything that the doctor looks at, as of one moment, and freezes it.</summary>
public sealed class CaseFileReader(Store store, TimeProvider time)
{
    /// <summary>Reads the case of a question.</summary>
    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    public ValueTask<CaseFile> ReadAsync(AccountRow account, Question question, CancellationToken ct) =>
        store.SnapshotAsync((session, c) => ReadAsync(session, account, question, c), ct);

    private async ValueTask<CaseFile> ReadAsync(Session session, AccountRow account, Question question, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var pool = await UserReader.PoolAsync(session, account.Number, ct);
        var credentials = await CredentialsTable.OfAccountAsync(session, account.Number, ct);
        var directories = await DirectoriesAsync(session, account, credentials, ct);
        var user = await PickAsync(session, account.Number, question, ct);
        var past = new CaseHistory(session, account.Number, ct);
        await past.ReadAsync(question, user, directories);
        return new CaseFile
        {
            Symptom = question.Symptom,
            Asked = question.Asked,
            AskedSubdomain = question.Subdomain,
            AskedDirectory = question.Directory,
            Account = new AccountFacts(account.Subdomain, account.Settings.UserIdType, account.State == AccountState.Suspended),
            Directories = directories,
            Keys = [.. credentials.Where(static c => Authority.IsKey(c.Kind)).Select(FactsOf)],
            User = user is null ? null : await UserAsync(session, user, pool, past, now, ct),
            Records = user is null ? [] : await RecordsAsync(session, user, ct),
            Twins = user?.EmailKey is null ? [] : await TwinsAsync(session, user, pool, now, ct),
            SimilarNames = user is null && question.NameKey is { } name ? await SimilarAsync(session, account.Number, name, ct) : [],
            Pool = pool is null ? null : new PoolFacts(UserReader.TermsOf(pool), (int)pool.Assigned, (int)await UserReader.WaitingAsync(session, account.Number, ct), pool.Unfinished),
            Exchanges = past.Exchanges,
            Admissions = past.Admissions,
            Deletions = past.Deletions,
            Receivers = [.. (await ReceiversTable.AllAsync(session, account.Number, ct))
                .Select(static r => new ReceiverFacts(r.Label, r.State == ReceiverState.Held, r.FailingSince, r.Failures, r.NextTry, r.LastError))],
            Pulls = await PullsAsync(session, account.Number, directories, ct),
            Now = now,
        };
    }

    private static async ValueTask<List<PullFacts>> PullsAsync(Session session, long account, List<DirectoryFacts> directories, CancellationToken ct)
    {
        var pulls = new List<PullFacts>();
        foreach (var directory in directories.Where(static d => d.Kind == DirectoryKind.Ldap))
        {
            var runs = (await LdapRegister.RunsAsync(session, account, directory.Key, 20, ct)).Where(static run => run is { IsOver: true, IsDry: false }).ToList();
            if (runs is [var latest, ..])
            {
                pulls.Add(new PullFacts(directory.Label, latest, runs.Find(static run => run.State == PullState.Done)?.Ended));
            }
        }

        return pulls;
    }

    private static async ValueTask<List<DirectoryFacts>> DirectoriesAsync(Session session, AccountRow account, List<Credential> credentials, CancellationToken ct)
    {
        var rows = await DirectoriesTable.AllAsync(session, account.Number, ct);
        var brakes = (await BrakeDesk.OfAccountAsync(session, account.Number, ct)).ToDictionary(static b => b.Directory);
        var marks = await JournalReader.MarksAsync(session, account.Number, ct);
        return [.. rows.Select(d => new DirectoryFacts
        {
            Key = d.Key,
            Label = d.Label,
            Kind = d.Kind,
            Provider = d.Idp,
            State = d.State,
            BasePath = d.Kind == DirectoryKind.Scim ? BaseUrl.PathOf(account.Id, d.Id) : string.Empty,
            Tokens = [.. credentials.Where(c => c.Owner == d.Key && Authority.May(c.Kind, c.Account, Right.Push, c.Account)).Select(FactsOf)],
            LastRequest = d.LastRequest,
            Brake = brakes.GetValueOrDefault(d.Key.Value)?.State ?? BrakeState.Quiet,
            BrakeLosses = brakes.GetValueOrDefault(d.Key.Value)?.Losses ?? 0,
            Recognised = Recognition.Of(marks.Where(m => m.Directory == d.Key.Value)),
        })];
    }

    private static TokenFacts FactsOf(Credential c) => new(c.Prefix, c.Expires, c.LastUsed, c.Revoked) { IsOfClient = Authority.IsOfClient(c.Kind), Label = c.Label, Created = c.Created, Exposed = c.Exposed };

    /// <summary>By id, by the name shown, by the address; of several, whom an admission would take (product rule 29).</summary>
    private static async ValueTask<UserRow?> PickAsync(Session session, long account, Question question, CancellationToken ct)
    {
        if (question.Asked is not { } asked)
        {
            return null;
        }

        if (Guid.TryParse(asked, out var id) && await UserReader.FindAsync(session, account, new UserId(id), ct) is { } known)
        {
            return known;
        }

        var named = question.NameKey is { } name ? await UserReader.ByNameAsync(session, account, name, ct) : [];
        var addressed = Address.Parse(asked) is { } address ? await UserReader.ByEmailAsync(session, account, address.Key, ct) : [];
        List<UserRow> users = [.. named.Concat(addressed).DistinctBy(u => u.Key)];
        var there = users.Where(u => u.State != RecordState.Deleted).ToList();
        var picked = AddressChoice.Pick([.. there.Select(u => new Contender(
            new RowKey(u.Key), u.License == LicenseState.Assigned, u.Active, u.LapsedAt is null ? u.EligibleSince : null, Micros.ToTime(u.Modified)))]);
        return there.Find(u => u.Key == picked?.Value) ?? users.FirstOrDefault();
    }

    private static async ValueTask<UserFacts> UserAsync(Session session, UserRow user, PoolRow? pool, CaseHistory past, DateTimeOffset now, CancellationToken ct) => new()
    {
        Key = new RowKey(user.Key),
        UserName = user.UserName,
        Address = user.Email,
        Active = user.Active,
        Blocked = user.Blocked,
        Block = user.Blocked ? past.LastBlock : null,
        License = UserReader.ShownLicense(user, pool, now),
        LicensedSince = user.AssignedSince,
        LiveDevices = await SessionDesk.LiveDevicesAsync(session, AccountStanding.Active, user, pool, now, ct),
        WaitingPlace = await UserReader.PlaceAsync(session, user, ct),
        Groups = [.. (await UserReader.GroupsAsync(session, user.Account, new RowKey(user.Key), ct)).Select(g => g.Name)],
    };

    private static async ValueTask<List<RecordFacts>> RecordsAsync(Session session, UserRow user, CancellationToken ct)
    {
        var records = await RecordReader.OfOwnerAsync(session, user.Account, user.Key, ct);
        return [.. records.OrderByDescending(r => r.Head.Key == user.LeadRecord).Select(r => RecordOf(r, user))];
    }

    private static RecordFacts RecordOf(StoredRecord record, UserRow user)
    {
        var person = record.Document.Length == 0 ? null : DocumentFacts.OfStoredUser(record.Document, AccountCatalog.Standard.User).Person;
        return new RecordFacts
        {
            Key = new RowKey(record.Head.Key),
            Directory = new RowKey(record.Head.Directory),
            UserName = person?.UserName ?? record.Head.NameKey,
            PreviousUserName = record.Head.State == RecordState.Tombstone ? user.UserName : null,
            ExternalId = record.Head.ExternalId,
            Emails = person?.Emails ?? [],
            Active = record.Head.Active,
            State = record.Head.State,
            Version = record.Head.Version,
            Created = Micros.ToTime(record.Head.Created),
            Modified = Micros.ToTime(record.Head.Modified),
        };
    }

    private static async ValueTask<List<TwinFacts>> TwinsAsync(Session session, UserRow user, PoolRow? pool, DateTimeOffset now, CancellationToken ct)
    {
        var users = await UserReader.ByEmailAsync(session, user.Account, user.EmailKey!, ct);
        return [.. users.Where(u => u.Key != user.Key && u.State != RecordState.Deleted)
            .Select(u => new TwinFacts(new RowKey(u.Key), u.UserName, u.Active, u.State, UserReader.ShownLicense(u, pool, now), Micros.ToTime(u.Created)))];
    }

    /// <summary>Names that begin as the one asked for: a slip of the keyboard mostly comes late in a word.</summary>
    private static async ValueTask<List<string>> SimilarAsync(Session session, long account, string nameKey, CancellationToken ct)
    {
        const int Beginning = 3;
        if (nameKey.Length < Beginning)
        {
            return [];
        }

        var users = await UserReader.ByNamePrefixAsync(session, account, nameKey[..Beginning], 5, ct);
        return [.. users.Select(u => u.UserName)];
    }
}
