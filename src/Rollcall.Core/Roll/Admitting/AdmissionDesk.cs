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
        store.WriteAsync(request.Account, 1, (session, grant, ct) => DecideAsync(session, grant, request, ct), journalRows: 1, settings: false);

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
        var proof = await ProofAsync(session, request, user, grant.Now, ct);
        var device = proof.Device?.Id.ToString("N") ?? request.Device;
        var sessions = user is null ? [] : await SessionTable.OpenAsync(session, request.Account, user.Key, MostOpen, ct);
        var decision = AdmissionDecision.Of(new AdmissionFacts
        {
            Account = request.Standing,
            User = user is null ? null : new Claimant(new RowKey(user.Key), user.Blocked, user.Active, user.License, user.Reason),
            PoolInForce = inForce,
            Device = device,
            LiveDevices = [.. sessions.Where(s => SessionDesk.OverBy(s, request.Standing, user, pool, grant.Now) is null).Select(s => s.Device)],
        });
        var isProven = request.Gateway is not null || proof.Device is not null;
        var refused = !isProven || decision is AdmissionDecision.Refused;
        var reference = refused ? Reference.Of(RandomNumberGenerator.GetBytes(Reference.RandomBytes)) : null;
        var row = new AdmissionRow
        {
            Account = request.Account,
            No = grant.NextNo(),
            At = grant.At,
            ReferenceDigest = reference is null ? null : DigestOf(reference),
            Subject = user?.Key,
            Address = address?.Key ?? request.Email.Trim().ToLowerInvariant(),
            Decision = decision is AdmissionDecision.Refused no ? AdmissionSentence.Of(no.Reason).Code : isProven ? AdmissionRow.Allowed : request.Proof is null ? NoProof : BadProof,
            Facts = Facts(request, user, users.Count, pool, inForce, proof.Word),
        };
        var begun = refused ? null : Begin(request, grant, user!, device);
        var over = sessions.Select(s => s with { Ended = grant.Now, EndedBy = SessionDesk.OverBy(s, request.Standing, user, pool, grant.Now) }).Where(s => s.EndedBy is not null).ToList();
        await session.RunAsync([AdmissionsTable.Append([row]), .. await StepsAsync(session, request, [.. over, .. begun is null ? [] : new[] { begun }], proof.Device, grant.Now, ct)], ct);
        return new ConnectAnswer(decision, row.No, reference, isProven, begun);
    }

    /// <summary>The device that gave proof, if it is this user's; and what is kept of it.</summary>
    private static async ValueTask<(DeviceRow? Device, string? Word)> ProofAsync(Session session, ConnectRequest request, UserRow? user, DateTimeOffset now, CancellationToken ct)
    {
        if (request.Proof is not { } proof)
        {
            return (null, null);
        }

        if (await DeviceTable.FindAsync(session, request.Account, proof.Device, ct) is not { } device)
        {
            return (null, "the device is not enrolled in this account, or was removed");
        }

        if (proof.Refuse(device.PublicKey, device.LastProof, now) is { } wrong)
        {
            return (null, wrong);
        }

        return device.User == user?.Key ? (device with { LastProof = proof.At }, $"device '{device.Label}'") : (null, $"the device '{device.Label}' is another user's");
    }

    private static SessionRow Begin(ConnectRequest request, LaneGrant grant, UserRow user, string? device)
    {
        var id = Guid.CreateVersion7();
        return new SessionRow
        {
            Account = request.Account, Key = grant.NextKey(), Id = id, User = user.Key, Device = device ?? "session:" + id.ToString("N"), Gateway = request.Gateway,
            LicensedSince = user.AssignedSince!.Value, Started = grant.Now, LastHeartbeat = grant.Now,
        };
    }

    /// <summary>What is written with an admission: the session that begins, those that are found to be over, and the device's latest proof.</summary>
    private static async ValueTask<List<Step>> StepsAsync(Session session, ConnectRequest request, List<SessionRow> sessions, DeviceRow? device, DateTimeOffset now, CancellationToken ct)
    {
        List<Step> steps = device is null ? [] : [DeviceTable.Save(device)];
        if (sessions.Count > 0)
        {
            steps.Add(SessionTable.Save(sessions));
            if (await SessionDesk.OldAsync(session, request.Account, sessions[0].User, now, ct) is { Count: > 0 } old)
            {
                steps.Add(SessionTable.Remove(old));
            }
        }

        return steps;
    }

    /// <summary>Sessions of a user that are looked at; more than devices may have of his, since lapsed ones are ended as they are seen.</summary>
    private const int MostOpen = 500;

    /// <summary>The decision written where everything would have allowed, but the device's proof was not in order.</summary>
    public const string BadProof = "badProof";

    /// <summary>The decision written where everything would have allowed, had the caller had any proof.</summary>
    public const string NoProof = "noProof";

    private static Contender AsContender(UserRow user) =>
        new(new RowKey(user.Key), user.License == LicenseState.Assigned, user.Active, user.LapsedAt is null ? user.EligibleSince : null, Micros.ToTime(user.Modified));

    /// <summary>60 random bits cannot be guessed, so a plain digest keeps what it stands for.</summary>
    private static byte[] DigestOf(Reference reference) => SHA256.HashData(Encoding.ASCII.GetBytes(reference.Text));

    private static byte[] Facts(ConnectRequest request, UserRow? user, int usersOfAddress, PoolRow? pool, bool inForce, string? proof) => JsonSerializer.SerializeToUtf8Bytes(
        new AdmissionSnapshot
        {
            Email = request.Email,
            Subdomain = request.Subdomain,
            Device = request.Device,
            Gateway = request.Gateway,
            Proof = proof,
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
