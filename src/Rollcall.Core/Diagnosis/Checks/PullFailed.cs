using Rollcall.Core.Directories.Ldap;
using Rollcall.Core.Directories.Ldap.Wire;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>What all findings of failed pulls say alike.</summary>
internal static class PullFailed
{
    /// <summary>The finding of the first directory whose latest pull failed for one of some faults, or null.</summary>
    public static Finding? By(CaseFile facts, string code, string remedy, Func<CaseFile, PullFacts, string> command, params IReadOnlyList<LdapFault> faults)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Pulls.FirstOrDefault(p => p.Run is { State: PullState.Failed, Fault: { } fault } && faults.Contains(fault)) is not { } pull)
        {
            return null;
        }

        return new Finding(code, WeightIn(facts),
            $"The LDAP directory '{pull.Label}' cannot be pulled: {pull.Run.Sentence} Nobody was changed.", Side.Rollcall, new Remedy(remedy, command(facts, pull)), [Cite(pull)]);
    }

    /// <summary>Where only pulls bring users, one that fails is why somebody is not here.</summary>
    public static Weight WeightIn(CaseFile facts) =>
        facts is { User: null, Asked: not null } && facts.Directories.All(d => d.Kind != Words.DirectoryKind.Scim) ? Weight.Blocks : Weight.Warns;

    public static Evidence Cite(PullFacts pull) => new(
        null, pull.Run.Ended, $"Pull {pull.Run.Key} of '{pull.Label}' ended as {pull.Run.State.ToString().ToLowerInvariant()} after {pull.Run.Counts.Users} users; the last good one {pull.LastGood?.Show() ?? "never"}.");
}
