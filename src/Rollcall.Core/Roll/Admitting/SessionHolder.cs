using Rollcall.Core.Roll.Tables;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Roll.Admitting;

/// <summary>Who shows that a session is his.</summary>
public abstract record SessionHolder
{
    private SessionHolder()
    {
    }

    /// <summary>Why the session is not his, or null with what is to be written with the answer.</summary>
    internal abstract ValueTask<(string? Refused, IReadOnlyList<Step> Taken)> RefuseAsync(Session session, SessionRow row, DateTimeOffset now, CancellationToken ct);

    /// <summary>The device, by its proof.</summary>
    public sealed record Device(DeviceProof Proof) : SessionHolder
    {
        internal override async ValueTask<(string? Refused, IReadOnlyList<Step> Taken)> RefuseAsync(Session session, SessionRow row, DateTimeOffset now, CancellationToken ct)
        {
            var device = await DeviceTable.FindAsync(session, row.Account, Proof.Device, ct);
            return device is null || row.Device != device.Id.ToString("N") ? ("unknown device", [])
                : Proof.Refuse(device.PublicKey, device.LastProof, now) is { } wrong ? (wrong, [])
                : (null, [DeviceTable.Save(device with { LastProof = Proof.At })]);
        }
    }

    /// <summary>The gateway that began it, by the readable part of its key.</summary>
    public sealed record Gateway(string Prefix) : SessionHolder
    {
        internal override ValueTask<(string? Refused, IReadOnlyList<Step> Taken)> RefuseAsync(Session session, SessionRow row, DateTimeOffset now, CancellationToken ct) =>
            ValueTask.FromResult<(string? Refused, IReadOnlyList<Step> Taken)>((row.Gateway == Prefix ? null : "another gateway", []));
    }
}

/// <summary>A session, and why it is over: null where it lives.</summary>
public sealed record SessionAnswer(SessionRow Session, string? Over);
