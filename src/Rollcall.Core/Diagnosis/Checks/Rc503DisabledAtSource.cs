using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC503: the source set the user inactive.</summary>
public static class Rc503DisabledAtSource
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var record = facts.Lead();
        if (facts.User is not { Active: false } user || record is { State: not RecordState.Live })
        {
            return null;
        }

        var directory = facts.DirectoryOf(record?.Directory);
        var since = facts.LastThat(ExchangeEffect.Deactivated);
        var when = since is null ? "" : $" at {since.At.Show()}";
        return new Finding(FindingCodes.DisabledAtSource, Weight.Blocks,
            $"{user.UserName} is inactive: {ClickPath.Name(directory)} set active to false{when}.",
            directory?.Kind is DirectoryKind.Builtin ? Side.Rollcall : Side.IdentityProvider,
            new Remedy(Advice(directory)),
            [since?.Cite() ?? new Evidence(null, record?.Modified, $"The record of {facts.LabelOf(record?.Directory)} says active = false.")]);
    }

    private static string Advice(DirectoryFacts? directory) => directory?.Kind switch
    {
        DirectoryKind.Builtin => "Enable the user in the builtin directory.",
        DirectoryKind.Ldap => "Enable the account in LDAP, then run the pull.",
        _ => $"If he should connect, enable the account and assign it again: {ClickPath.Assignment(directory)}. Being unassigned or out of scope also sends active = false.",
    };
}
