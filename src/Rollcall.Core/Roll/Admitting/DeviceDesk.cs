using System.Security.Cryptography;
using System.Text;
using Rollcall.Core.Admission;
using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll.Admitting;

/// <summary>Devices: enrolled once with a code that an administrator hands out, listed, removed (product rule 28).</summary>
public sealed class DeviceDesk(Store store)
{
    /// <summary>Devices that a user may have.</summary>
    public const int MostDevices = 20;

    private const string Prefix = "ENR-";
    private const int LongestLabel = 100;
    private const int LongestKey = 200;

    /// <summary>Makes a code by which one device of a user may enrol once; it is shown this once. Null where there is no such user.</summary>
    public async Task<string?> IssueAsync(long account, long user, TimeSpan life, Origin origin)
    {
        var code = Prefix + Reference.Of(RandomNumberGenerator.GetBytes(Reference.RandomBytes)).Text[4..];
        return await store.WriteAsync(account, 1, async (session, grant, ct) =>
        {
            if (await UserReader.FindAsync(session, account, new RowKey(user), ct) is not { State: not RecordState.Deleted })
            {
                return null;
            }

            var row = new EnrolmentRow(account, grant.NextKey(), user, DigestOf(code)!, grant.Now + life, null);
            await session.RunAsync([DeviceTable.Save(row), Journalled(grant, account, user, ChangeKind.DeviceCodeIssued, "expires=" + row.Expires.ToString("O"), origin)], ct);
            return code;
        });
    }

    /// <summary>Enrols a device; null, without a word why, where code, address, key or signature are not in order.</summary>
    /// <param name="account">The account's number; 0 where none answers to the subdomain.</param>
    /// <param name="email">The person's address.</param>
    /// <param name="code">What the administrator handed out.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo of the device's key.</param>
    /// <param name="label">What people call the device.</param>
    /// <param name="proof">Signed by that key, under the id that the device wants to have.</param>
    /// <param name="origin">Who asks.</param>
    public Task<DeviceRow?> EnrolAsync(long account, string email, string code, byte[] publicKey, string label, DeviceProof? proof, Origin origin) => store.WriteAsync(
        account,
        1,
        async (session, grant, ct) =>
        {
            var enrolment = DigestOf(code) is { } digest ? await DeviceTable.FindCodeAsync(session, account, digest, ct) : null;
            var address = Address.Parse(email);
            var user = enrolment is null ? null : await UserReader.FindAsync(session, account, new RowKey(enrolment.User), ct);
            var devices = enrolment is null ? [] : await DeviceTable.OfUserAsync(session, account, enrolment.User, ct);
            if (enrolment is not { Used: null } || enrolment.Expires <= grant.Now || user is not { State: not RecordState.Deleted } || address is null || user.EmailKey != address.Key
                || proof is null || publicKey.Length > LongestKey || !DeviceProof.IsKey(publicKey) || proof.Refuse(publicKey, 0, grant.Now) is not null
                || devices.Count >= MostDevices || await DeviceTable.FindAsync(session, account, proof.Device, ct) is not null)
            {
                return null;
            }

            var device = new DeviceRow
            {
                Account = account, Key = grant.NextKey(), Id = proof.Device, User = user.Key, Label = Plain(label), PublicKey = publicKey, Created = grant.Now, LastProof = proof.At,
            };
            await session.RunAsync(
                [DeviceTable.Save(device), DeviceTable.Save(enrolment with { Used = grant.Now }), Journalled(grant, account, user.Key, ChangeKind.DeviceEnrolled, $"device={device.Label}", origin)], ct);
            return device;
        });

    /// <summary>Whether a code is one that was handed out: a guess writes nothing.</summary>
    public async ValueTask<bool> KnowsAsync(long account, string code, CancellationToken ct) =>
        DigestOf(code) is { } digest && await store.ReadAsync((s, c) => DeviceTable.FindCodeAsync(s, account, digest, c), ct) is not null;

    /// <summary>Whether a proof is in order, as far as one can say before it is taken.</summary>
    public async ValueTask<bool> HoldsAsync(long account, DeviceProof proof, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return await store.ReadAsync((s, c) => DeviceTable.FindAsync(s, account, proof.Device, c), ct) is { } device && proof.Refuse(device.PublicKey, device.LastProof, now) is null;
    }

    /// <summary>A user's devices, oldest first.</summary>
    public ValueTask<List<DeviceRow>> ListAsync(long account, long user, CancellationToken ct) => store.ReadAsync((s, c) => DeviceTable.OfUserAsync(s, account, user, c), ct);

    /// <summary>Removes a device and ends its sessions; null where there is none.</summary>
    public Task<DeviceRow?> RemoveAsync(long account, Guid id, Origin origin) => store.WriteAsync(account, 0, async (session, grant, ct) =>
    {
        if (await DeviceTable.FindAsync(session, account, id, ct) is not { } device)
        {
            return null;
        }

        var sessions = (await SessionTable.OfUserAsync(session, account, device.User, grant.Now - SessionTerms.Longest, ct)).Where(s => s.Ended is null && s.Device == device.Id.ToString("N")).ToList();
        await session.RunAsync(
            [
                DeviceTable.Remove(device),
                SessionTable.Save(sessions.Select(s => s with { Ended = grant.Now, EndedBy = "removed" })),
                Journalled(grant, account, device.User, ChangeKind.DeviceRemoved, $"device={device.Label}", origin),
            ],
            ct);
        return device;
    });

    private static string Plain(string label)
    {
        var plain = new string([.. label.Trim().Where(c => !char.IsControl(c)).Take(LongestLabel)]);
        return plain.Length == 0 ? "device" : plain;
    }

    private static byte[]? DigestOf(string code) =>
        code.Trim().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && Reference.Parse(code.Trim()[Prefix.Length..]) is { } letters ? SHA256.HashData(Encoding.ASCII.GetBytes(Prefix + letters.Text[4..])) : null;

    private static Step Journalled(LaneGrant grant, long account, long user, ChangeKind kind, string effects, Origin origin) =>
        ChangesTable.Append([new ChangeRow { Account = account, No = grant.NextNo(), At = grant.At, Kind = kind, Subject = user, Origin = origin, Effects = effects }]);
}
