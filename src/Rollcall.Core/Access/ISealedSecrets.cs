namespace Rollcall.Core.Access;

/// <summary>A table that holds sealed secrets, seen by the key ring: each room that seals has one.</summary>
public interface ISealedSecrets
{
    /// <summary>How many secrets are sealed by each key.</summary>
    ValueTask<IReadOnlyDictionary<ulong, long>> CountAsync(CancellationToken ct);

    /// <summary>Seals anew, by the key in use, at most so many of those that another key sealed; answers how many were.</summary>
    ValueTask<int> RenewAsync(int most, CancellationToken ct);
}
