using System.Text.Json.Serialization;

namespace Rollcall.Core.Roll.Admitting;

/// <summary>What was true when a client asked: kept with the admission, so that its explanation needs nothing that has changed since.</summary>
public sealed record AdmissionSnapshot
{
    public required string Email { get; init; }

    public string? Subdomain { get; init; }

    public string? Device { get; init; }

    /// <summary>The gateway's key prefix; null of a caller without proof.</summary>
    public string? Gateway { get; init; }

    /// <summary>What the device showed, or what was wrong with it; null where it showed nothing.</summary>
    public string? Proof { get; init; }

    public string? User { get; init; }

    public Guid? UserId { get; init; }

    public bool? Active { get; init; }

    public bool? Blocked { get; init; }

    /// <summary>The license state as it was shown.</summary>
    public string? License { get; init; }

    /// <summary>How many users had the address.</summary>
    public int UsersOfAddress { get; init; }

    public long? Total { get; init; }

    public long? Assigned { get; init; }

    public bool PoolInForce { get; init; }
}

/// <summary>Writes and reads snapshots without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdmissionSnapshot))]
public sealed partial class AdmissionJson : JsonSerializerContext;
