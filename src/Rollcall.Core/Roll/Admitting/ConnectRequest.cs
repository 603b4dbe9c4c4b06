using Rollcall.Core.Accounts;
using Rollcall.Core.Admission;
using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll.Admitting;

/// <summary>A client asks to connect.</summary>
public sealed record ConnectRequest
{
    /// <summary>The account's number, by subdomain or by the gateway's key; 0 where none was found.</summary>
    public required long Account { get; init; }

    /// <summary>What the account is to one who asks.</summary>
    public required AccountStanding Standing { get; init; }

    /// <summary>The address as the person typed it.</summary>
    public required string Email { get; init; }

    /// <summary>The subdomain as the person typed it, or null.</summary>
    public string? Subdomain { get; init; }

    /// <summary>The device's key, where the gateway names one.</summary>
    public string? Device { get; init; }

    /// <summary>The gateway's readable key prefix; null of a caller without proof, who is never admitted (product rule 28).</summary>
    public string? Gateway { get; init; }

    /// <summary>What the device showed, or null.</summary>
    public DeviceProof? Proof { get; init; }

    /// <summary>What an account is to one who asks.</summary>
    public static AccountStanding StandingOf(AccountRow? account) => account switch
    {
        null => AccountStanding.Unknown,
        { State: AccountState.Suspended } => AccountStanding.Suspended,
        _ => AccountStanding.Active,
    };
}

/// <summary>What was decided, and where it is written.</summary>
/// <param name="Decision">Allowed, or the first refusal in order.</param>
/// <param name="JournalNo">The admission's number in the journal; 0 where it was only counted.</param>
/// <param name="Reference">The name of a refused admission; null of one that is allowed.</param>
/// <param name="IsProven">Whether a gateway or the device gave proof: otherwise the decision is nobody's to hear.</param>
/// <param name="Begun">The session, where it is allowed.</param>
public sealed record ConnectAnswer(AdmissionDecision Decision, long JournalNo, Reference? Reference, bool IsProven, SessionRow? Begun);
