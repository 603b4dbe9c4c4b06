using System.Buffers.Binary;
using System.Security.Cryptography;
using Rollcall.Core.Licensing;
using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Words;

namespace Rollcall.Core.Roll;

/// <summary>What a policy or a total would do.</summary>
/// <param name="Gain">Users who would get a license, in order of their keys.</param>
/// <param name="Lose">Users who would lose theirs.</param>
/// <param name="Assigned">How many would hold one.</param>
/// <param name="Waiting">How many would wait.</param>
/// <param name="Mark">Stands for exactly this effect on exactly this standing: another mark means that something has changed since.</param>
public sealed record PolicyPreview(IReadOnlyList<UserRow> Gain, IReadOnlyList<UserRow> Lose, int Assigned, int Waiting, string Mark)
{
    internal static PolicyPreview Of(Dictionary<RowKey, UserRow> users, IReadOnlyDictionary<RowKey, LicenseEntry> then, PoolRow pool, long total)
    {
        var gain = Changed(users, then, held: false);
        var lose = Changed(users, then, held: true);
        var waiting = then.Values.Count(e => e.State is LicenseState.Waiting);
        return new PolicyPreview(gain, lose, then.Values.Count(e => e.State is LicenseState.Assigned), waiting, MarkOf(pool, total, gain, lose, waiting));
    }

    private static List<UserRow> Changed(Dictionary<RowKey, UserRow> users, IReadOnlyDictionary<RowKey, LicenseEntry> then, bool held) =>
    [
        .. users.Where(u => (u.Value.License is LicenseState.Assigned) == held && (then[u.Key].State is LicenseState.Assigned) != held).Select(u => u.Value).OrderBy(u => u.Key),
    ];

    private static string MarkOf(PoolRow pool, long total, List<UserRow> gain, List<UserRow> lose, int waiting)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (long[])[pool.Epoch, pool.PolicyVersion, total, waiting, .. gain.Select(u => u.Key), -1, .. lose.Select(u => u.Key)])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            hash.AppendData(number);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
