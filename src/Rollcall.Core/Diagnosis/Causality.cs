using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis;

/// <summary>What follows from what, and which codes can be the answer to which question.</summary>
internal static class Causality
{
    /// <summary>Findings that go away with their cause: they are folded under it.</summary>
    public static bool Follows(string effect, string cause) => cause switch
    {
        FindingCodes.AccountSuspended => IsOfAbsence(effect) || effect is FindingCodes.ProviderQuiet,
        FindingCodes.UserIdTypeIsName => IsOfConnection(effect) || IsOfAbsence(effect),
        _ when IsOfConnection(cause) => IsOfAbsence(effect) || effect is FindingCodes.ProviderQuiet,
        FindingCodes.NoUserName or FindingCodes.WriteRefused or FindingCodes.NameTaken or FindingCodes.LookedForNotCreated
            or FindingCodes.NeverPushed or FindingCodes.DeletedByProvider or FindingCodes.DeletedHere => IsOfAbsence(effect),
        FindingCodes.DeletedAtSource => effect is FindingCodes.DisabledTwin,
        FindingCodes.DuplicateAddress => effect is FindingCodes.DisabledTwin,
        _ => false,
    };

    /// <summary>Whether a finding can be the answer to a question; otherwise it is told beside it.</summary>
    public static bool Answers(string code, Symptom symptom) => symptom switch
    {
        Symptom.EnablingRefused => code is FindingCodes.UserIdTypeIsName or FindingCodes.AccountSuspended,
        Symptom.TestConnectionFails => IsOfConnection(code) || code is FindingCodes.UserIdTypeIsName or FindingCodes.AccountSuspended,
        Symptom.NotProvisioned => !IsOfLicense(code) && code is not (FindingCodes.DisabledTwin or FindingCodes.WrongSubdomain
            or FindingCodes.DeviceLimit or FindingCodes.ProofRefused or FindingCodes.Blocked or FindingCodes.AddressUnknown),
        Symptom.Duplicates => code is FindingCodes.DuplicateAddress or FindingCodes.DisabledTwin,
        _ => true,
    };

    private static bool IsOfConnection(string code) => code is FindingCodes.NoTokenAccepted or FindingCodes.TokenOfAnotherDirectory or FindingCodes.TokenExpires
        or FindingCodes.DirectoryDisabled or FindingCodes.DirectoryPaused or FindingCodes.NothingEverArrived or FindingCodes.WrongPath;

    private static bool IsOfAbsence(string code) =>
        code is FindingCodes.NeverPushed or FindingCodes.LookedForNotCreated or FindingCodes.AddressUnknown;

    private static bool IsOfLicense(string code) =>
        code is FindingCodes.AllLicensesTaken or FindingCodes.NotCovered or FindingCodes.PoolNotInForce or FindingCodes.DuplicateAddress;
}
