using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rollcall.Core.Admission;
using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Admitting;

/// <summary>Answers clients: reads what is true in the account's lane, decides, and writes the admission in the same commit.</summary>
/// <remarks>A caller without proof gets the same work done as any other, and a neutral refusal; only the journal knows the reason.</remarks>
public sealed class AdmissionDesk(Store store)
{
    /// <summary>Decides one request to connect.</summary>
    /// <exception cref="StoreUnavailableException">The database is away: 503, never a refusal.</exception>
    public Task<ConnectAnswer> ConnectAsync(ConnectRequest request) =>
        store.WriteAsync(request.Account, 0, (session, grant, ct) => DecideAsync(session, grant, request, ct), journalRows: 1, settings: false);

    /// <summary>The admission that a reference names within an account; a foreign one is as one that does not exist (product rule 30).</summary>
    public ValueTask<AdmissionRow?> FindAsync(long account, Reference reference, CancellationToken ct) =>
        store.ReadAsync((s, c) => AdmissionsTable.FindByReferenceAsync(s, account, DigestOf(reference), c), ct);

    private static async ValueTask<ConnectAnswer> DecideAsync(Session session, LaneGrant grant, ConnectRequest request, CancellationToken ct)
    {
        var address = Address.Parse(request.Email);
        var users = address is null ? [] : (await UserReader.ByEmailAsync(session, request.Account, address.Key, ct)).Where(u => u.State != RecordState.Deleted).ToList();
        var pool = await UserReader.PoolAsync(session, request.Account, ct);
        var picked = AddressChoice.Pick([.. users.Select(AsContender)]);
        var user = users.Find(u => u.Key == picked?.Value);
        var inForce = pool is null || UserReader.TermsOf(pool).InForce(grant.Now);
        var decision = AdmissionDecision.Of(new AdmissionFacts
        {
            Account = request.Standing,
            User = user is null ? null : new Claimant(new RowKey(user.Key), user.Blocked, user.Active, user.License, user.Reason),
            PoolInForce = inForce,
            Device = request.Device,
        });
        var refused = request.Gateway is null || decision is AdmissionDecision.Refused;
        var reference = refused ? Reference.Of(RandomNumberGenerator.GetBytes(Reference.RandomBytes)) : null;
        var row = new AdmissionRow
        {
            Account = request.Account,
            No = grant.NextNo(),
            At = grant.At,
            ReferenceDigest = reference is null ? null : DigestOf(reference),
            Subject = user?.Key,
            Address = address?.Key ?? request.Email.Trim().ToLowerInvariant(),
            Decision = decision is AdmissionDecision.Refused no ? AdmissionSentence.Of(no.Reason).Code : request.Gateway is null ? NoProof : AdmissionRow.Allowed,
            Facts = Facts(request, user, users.Count, pool, inForce),
        };
        await session.RunAsync([AdmissionsTable.Append([row])], ct);
        return new ConnectAnswer(decision, row.No, reference);
    }

    /// <summary>The decision written where everything would have allowed, had the caller had any proof.</summary>
    public const string NoProof = "noProof";

    private static Contender AsContender(UserRow user) =>
        new(new RowKey(user.Key), user.License == LicenseState.Assigned, user.Active, user.LapsedAt is null ? user.EligibleSince : null, Micros.ToTime(user.Modified));

    /// <summary>60 random bits cannot be guessed, so a plain digest keeps what it stands for.</summary>
    private static byte[] DigestOf(Reference reference) => SHA256.HashData(Encoding.ASCII.GetBytes(reference.Text));

    private static byte[] Facts(ConnectRequest request, UserRow? user, int usersOfAddress, PoolRow? pool, bool inForce) => JsonSerializer.SerializeToUtf8Bytes(
        new AdmissionSnapshot
        {
            Email = request.Email,
            Subdomain = request.Subdomain,
            Device = request.Device,
            Gateway = request.Gateway,
            User = user?.UserName,
            UserId = user?.Id,
            Active = user?.Active,
            Blocked = user?.Blocked,
            License = user is null ? null : Licensing.LicenseView.Name(Licensing.LicenseView.Of(user.License, user.Reason, inForce)),
            UsersOfAddress = usersOfAddress,
            Total = pool?.Total,
            Assigned = pool?.Assigned,
            PoolInForce = inForce,
        },
        AdmissionJson.Default.AdmissionSnapshot);
}
