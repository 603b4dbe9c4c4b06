using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC705: an administrator blocked the user here; pushes do not lift it (product rule 22).</summary>
public static class Rc705Blocked
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.User is not { Blocked: true } user
            ? null
            : new Finding(FindingCodes.Blocked, Weight.Blocks,
                $"{user.UserName} is blocked by an administrator. Whatever the identity provider pushes, the block stays.", Side.Rollcall,
                new Remedy("Unblock the user, if the reason for the block is gone.", RemedyCommands.Unblock(facts, user)),
                [user.Block ?? Evidence.OfState($"{user.UserName}: blocked.")]);
    }
}
